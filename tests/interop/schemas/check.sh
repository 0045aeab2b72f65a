#!/usr/bin/env bash
# Holds the exports of the school in this repository against the schemas of the systems that they are for.
# Needs a built program (the first argument, else target/release/leerlijn) and Python 3 with venv; installs the
# packages of requirements.txt below target.
set -euo pipefail
cd "$(dirname "$0")/../../.."
leerlijn=$(realpath "${1:-target/release/leerlijn}")

python3 -m venv target/interop
target/interop/bin/pip install --quiet --disable-pip-version-check --requirement tests/interop/requirements.txt
target/interop/bin/python tests/interop/validate.py "$leerlijn" .

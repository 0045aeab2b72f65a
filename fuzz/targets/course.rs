#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| leerlijn_fuzz::course(bytes));

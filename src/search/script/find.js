// Finds pages by their words. A theme's script loads this file and then `index.js`, both as classic
// scripts, and asks `leerlijnSearch.find`. docs/search.md has the format and the rules.
"use strict";

var leerlijnSearch = (() => {
  const stemmer = leerlijnStemmer;
  const search = { index: null, text: {}, find, at, opening, snippet, marked, chunk, terms, words: (text) => words(text).map((word) => word.text) };
  let read = null;

  // Words: the same as src/stems/words.rs makes.
  const WORD = /[\p{Alphabetic}\p{N}]+(?:[.&][\p{Alphabetic}\p{N}]+)*(?:(?:\+{1,2}|#)(?![\p{Alphabetic}\p{N}+#]))?/gu;
  const UNSEEN = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g;
  const LIGATURES = { ß: "ss", œ: "oe", æ: "ae", ø: "o", ł: "l", "²": "2", "³": "3", "₂": "2", "₃": "3", "₄": "4" };
  const fold = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").replace(/[ßœæøł²³₂₃₄]/g, (letter) => LIGATURES[letter]);

  // Behind a number a unit, or a letter by itself, belongs to it.
  const UNIT = "(?:km|dm|cm|mm|ha|kg|mg|dl|cl|ml|min|ms|kwh|kw|mw|hz|khz|mhz|ghz|kj|pa|kpa|bar|kb|mb|gb|tb|va|mah|kcal|dpi|px|mbit|gbit|rpm|lux|eur|[a-z])";
  const IS_UNIT = new RegExp(`^${UNIT}$`);
  const MEASURED = new RegExp(`^([0-9.]+)(${UNIT})$`);

  function words(text) {
    const found = [];
    for (const match of text.matchAll(WORD)) {
      const word = { text: match[0].toLowerCase(), at: match.index, end: match.index + match[0].length };
      const before = found.at(-1);
      if (before && IS_UNIT.test(word.text) && /^[0-9.]+$/.test(before.text) && /^[ \u00a0\u202f]$/.test(text.slice(before.end, word.at))) {
        before.text += word.text;
        before.end = word.end;
      } else found.push(word);
    }
    return found.filter((word) => isWord(word.text));
  }

  const isWord = (word) => word.length > 1 || /\p{N}/u.test(word);

  // Terms: the same as src/stems/mod.rs makes.
  const PARTICIPLE = {
    nl: /^(aan|achter|af|bij|binnen|door|in|mee|na|om|onder|op|over|samen|tegen|terug|toe|uit|vast|voor|voort|weg|)ge([\x00-\x7f]*)$/,
    de: /^(ab|an|auf|aus|bei|durch|ein|fest|her|hin|los|mit|nach|um|vor|weg|zu|zuruck|zusammen|)ge([\x00-\x7f]*)$/,
  };
  const known = new Map();

  function terms(word) {
    let found = known.get(word);
    if (!found) known.set(word, (found = [...new Set(allTerms(word))]));
    return found;
  }

  function allTerms(word) {
    const bare = fold(word);
    if (!/^\p{Alphabetic}+$/u.test(bare)) {
      const measured = MEASURED.exec(word)?.slice(1) ?? [];
      const parts = [...(/[&+#]/.test(word) ? word.split(/[&+#]/) : []), ...measured].filter(isWord);
      const whole = /^\p{Alphabetic}(\.\p{Alphabetic})+$/u.test(word) ? [word.replaceAll(".", "")] : [];
      return [bare, ...[...parts, ...whole].flatMap(allTerms)];
    }
    const verb = verbOf(bare);
    return [stem(word), stem(bare), ...(verb === null ? [] : [verb])];
  }

  // `uurrooster` and `semesters`, whose end is not that of `verkoopster`.
  const NO_FEMININE = /^([\x00-\x7f]+[aeou]ster)s?$/;

  function stem(word) {
    const whole = search.index.language === "nl" && NO_FEMININE.exec(word);
    if (whole && whole[1].length >= 6) return whole[1];
    const base = search.index.language === "nl" && /eer[td]$/.test(word) ? word.slice(0, -1) : word;
    return finish(fold(stemmer.stemWord(base)));
  }

  function verbOf(bare) {
    const language = search.index.language;
    const match = PARTICIPLE[language]?.exec(bare);
    if (!match) return null;
    const [, prefix, rest] = match;
    const shortest = language === "nl" ? 2 : 3;
    if (rest.endsWith("en")) return rest.length >= shortest + 2 ? stem(prefix + rest) : null;
    if (!(language === "nl" ? /[dt]$/ : /t$/).test(rest) || rest.length <= shortest) return null;
    const middle = rest.slice(0, -1);
    return finish(prefix + (language === "de" ? middle.replace(/e$/, "") : middle));
  }

  function finish(text) {
    if (!/^[\x00-\x7f]*$/.test(text)) return text;
    if (search.index.language === "nl") return finishDutch(text);
    return search.index.language === "de" ? finishGerman(text) : text;
  }

  function finishDutch(text) {
    let end = text;
    const open = /^([^aeiouy]+)([aeou])([^aeiouy])e$/.exec(end);
    if (open) end = open[1] + open[2] + open[2] + open[3];
    else if (/[aeiouy]{2}[vz]e$/.test(end)) end = end.slice(0, -1);
    if (end.length >= 4 && /[aeiouy]/.test(end.slice(0, -1))) end = end.replace(/[dt]+$/, "");
    end = end.replace(/v$/, "f").replace(/z$/, "s").replace(/([^aeiouy])\1$/, "$1");
    return /[aeiouy][^aeiouy]+[aeiouy]|[aeiouy]{3}/.test(end) ? end.replace(/([aeou])\1([^aeiouy]*)$/, "$1$2") : end;
  }

  function finishGerman(text) {
    const end = text.length >= 6 ? text.replace(/ung$/, "") : text;
    return end.length >= 5 && /[^aeiouy]t$/.test(end) ? end.slice(0, -1) : end;
  }

  // The index, unpacked when it is first asked.
  function unpack() {
    const data = search.index;
    const lines = (text) => text.split("\n");
    const codes = lines(data.codes);
    const headings = lines(data.headings);
    const anchors = lines(data.anchors);
    const list = [];
    let before = "";
    for (const [, shared, rest] of data.terms.matchAll(/([A-Z])([^A-Z]*)/g)) list.push((before = before.slice(0, shared.charCodeAt(0) - 65) + rest));
    const firsts = [];
    const pageOf = [];
    data.passages.forEach((count, page) => {
      firsts.push(pageOf.length);
      for (let at = 0; at < count; at += 1) pageOf.push(page);
    });
    return {
      data, codes, headings, anchors, firsts, pageOf,
      titles: lines(data.titles),
      paths: lines(data.paths),
      bareCodes: codes.map((code) => fold(code.toLowerCase())),
      terms: list,
      numbers: new Map(list.map((term, number) => [term, number])),
      postings: data.postings.split(" "),
    };
  }

  /** Calls `each(passage, weight)` for the postings of a term. */
  function eachPosting(term, each) {
    const text = read.postings[term];
    let passage = 0;
    let value = 0;
    let place = 1;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const digit = code > 92 ? code - 36 : code - 35;
      if (digit >= 64) {
        value += (digit - 64) * place;
        place *= 27;
        continue;
      }
      value += digit * place;
      passage += value >> 2;
      each(passage, value & 3);
      value = 0;
      place = 1;
    }
  }

  // Which terms a word of the query may mean, each with how sure that is: the word in one of its forms,
  // its beginning, a part of a compound, and when none of these is there, the word with one mistake.
  const PREFIX = 0.6;
  const COMPOUND = 0.4;
  const INSIDE = 0.25;
  const MISTAKE = 0.35;
  const SHORTER = 0.3;

  function candidates(word, isLast) {
    const bare = fold(word);
    const stems = terms(word);
    const part = stems[0];
    const found = new Map();
    const add = (term, sure) => { if (!(found.get(term) >= sure)) found.set(term, sure); };
    for (const term of stems) if (read.numbers.has(term)) add(read.numbers.get(term), 1);
    const isSure = found.size > 0;
    const beginsAt = bare.length >= (isLast ? 2 : 4) ? bare : null;
    read.terms.forEach((term, number) => {
      if (beginsAt && term.startsWith(beginsAt)) add(number, PREFIX);
      if (part.length < 4) return;
      const at = term.indexOf(part);
      if (at < 0) return;
      if (at === 0 || at + part.length === term.length) add(number, COMPOUND);
      else if (part.length >= 5) add(number, INSIDE);
    });
    if (isSure || found.size) return found;
    if (bare.length >= 4) {
      read.terms.forEach((term, number) => {
        if (isNear(term, bare) || isNear(term, part)) add(number, MISTAKE);
        else if (bare.length >= 7 && isTwiceNear(term, bare)) add(number, SHORTER);
        // Words that are still being typed, and compounds of which only the end is known.
        else if (term.length >= 4 && bare.startsWith(term) && bare.length - term.length <= 4) add(number, SHORTER);
        else if (term.length >= 5 && part.length - term.length >= 3 && part.endsWith(term)) add(number, SHORTER);
      });
    }
    if (!found.size) for (const half of halves(bare)) add(half, SHORTER);
    return found;
  }

  /** The terms of the two words that a compound is made of, where the index has both: `lesuren`, of lessons and hours. */
  function halves(bare) {
    for (let at = 3; at <= bare.length - 3; at += 1) {
      const both = [bare.slice(0, at), bare.slice(at)].map((word) => terms(word).find((term) => read.numbers.has(term)));
      if (both.every((term) => term !== undefined)) return both.map((term) => read.numbers.get(term));
    }
    return [];
  }

  /** Whether two letters more, less or other make `a` of `b`; both begin with the same letter. */
  function isTwiceNear(a, b) {
    if (a.length < 5 || a[0] !== b[0] || Math.abs(a.length - b.length) > 2) return false;
    let row = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (Math.min(...next) > 2) return false;
      row = next;
    }
    return row[b.length] <= 2;
  }

  /** Whether one letter more, less or other, or two swapped, make `a` of `b`. */
  function isNear(a, b) {
    if (a.length < 3 || Math.abs(a.length - b.length) > 1) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start += 1;
    let end = 0;
    const most = Math.min(a.length, b.length) - start;
    while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
    const left = a.slice(start, a.length - end);
    const right = b.slice(start, b.length - end);
    if (left.length <= 1 && right.length <= 1) return true;
    return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  }

  // Scores: where a word stands counts most, then how rare it is.
  const WEIGHTS = [1, 1.4, 5, 8];
  const ITEM = 6;
  // A page in another language than the site has words that only look like the reader's.
  const FOREIGN = 0.3;
  const ITEMS = new Set(["indicator", "knowledge", "skill", "attitude"]);

  /** For one word of the query: the passages that hold it, each with its score. */
  function scored(word, isLast, labels) {
    const { data, pageOf, firsts } = read;
    const scores = new Map();
    const found = candidates(word, isLast);
    const pages = new Set();
    for (const [term, sure] of found) {
      const rarity = Math.log(2 + pageOf.length / Math.max(1, read.postings[term].length));
      eachPosting(term, (passage, weight) => {
        const page = pageOf[passage];
        const isItem = weight === 3 && ITEMS.has(data.kinds[data.kind[page]]);
        const score = sure * rarity * (isItem ? ITEM : WEIGHTS[weight]);
        if (!(scores.get(passage) >= score)) scores.set(passage, score);
        if (sure === 1) pages.add(page);
      });
    }
    // Pages that the site makes have a word of the theme for a title.
    const bare = fold(word);
    data.kind.forEach((kind, page) => {
      const label = labels[data.kinds[kind]];
      if (!label || bare.length < 3 || !words(label).some((one) => fold(one.text).startsWith(bare))) return;
      scores.set(firsts[page], WEIGHTS[3] * 2);
    });
    return { scores, terms: [...found.keys()].map((term) => read.terms[term]), isCommon: data.kind.length >= 20 && pages.size > data.kind.length * 0.6 };
  }

  /**
   * The pages for `query`, best first. `labels` are the theme's words for the kinds of pages that have no
   * title of their own (matrix, gaps, modules).
   */
  function find(query, labels = {}) {
    read ??= unpack();
    query = query.normalize("NFC").replace(UNSEEN, "");
    const asked = words(query);
    const isTyping = asked.length > 0 && asked.at(-1).end === query.length;
    const hits = asked.map((word, at) => scored(word.text, isTyping && at === asked.length - 1, labels));
    const needed = hits.filter((hit) => !hit.isCommon);
    const pages = byPage(hits, needed.length ? needed : hits);
    for (const [page, boost] of codeHits(query, asked)) {
      const known = pages.get(page) ?? { page, passage: read.firsts[page], best: 0, score: 0, all: true };
      pages.set(page, { ...known, passage: read.firsts[page], score: known.score + boost, all: true });
    }
    const found = [...pages.values()];
    const whole = found.filter((result) => result.all);
    const results = (whole.length ? whole : found).sort((a, b) => b.score - a.score || a.page - b.page);
    const matched = new Set(hits.flatMap((hit) => hit.terms));
    const beginning = isTyping ? fold(asked.at(-1).text) : "";
    return { results: results.map(described), matched, beginning, isWhole: whole.length > 0 };
  }

  /** The scores of pages, each with the passage that says most. */
  function byPage(hits, needed) {
    const pages = new Map();
    const sums = new Map();
    for (const hit of hits) {
      const best = new Map();
      for (const [passage, score] of hit.scores) {
        sums.set(passage, (sums.get(passage) ?? 0) + score);
        const page = read.pageOf[passage];
        if (!(best.get(page) >= score)) best.set(page, score);
      }
      for (const [page, score] of best) {
        const known = pages.get(page) ?? { page, passage: -1, best: 0, score: 0, count: 0, all: false };
        known.score += score;
        if (needed.includes(hit)) known.count += 1;
        pages.set(page, known);
      }
    }
    for (const [passage, sum] of sums) {
      const known = pages.get(read.pageOf[passage]);
      const isBetter = sum > known.best || (sum === known.best && passage < known.passage);
      if (known.passage < 0 || isBetter) Object.assign(known, { passage, best: sum });
    }
    const foreign = new Set(read.data.foreign);
    for (const known of pages.values()) {
      if (foreign.has(known.page)) known.score *= FOREIGN;
      known.all = known.count === needed.length;
      if (!known.all) known.score *= (known.count / needed.length) ** 2;
    }
    return pages;
  }

  /** Pages whose id or code is asked for: exactly, or by its beginning. */
  function codeHits(query, asked) {
    const whole = fold(query.toLowerCase().replace(/\s+/g, ""));
    const wanted = new Set([whole, ...asked.map((word) => fold(word.text))]);
    const hits = new Map();
    read.bareCodes.forEach((code, page) => {
      if (!code) return;
      if (wanted.has(code)) hits.set(page, 1000);
      else if (whole.length >= 2 && /[\d.]/.test(whole) && code.startsWith(whole)) hits.set(page, 500);
    });
    return hits;
  }

  function described({ page, passage }) {
    const { data, titles, codes, paths, firsts } = read;
    const at = passage - page - 1;
    const isTop = passage === firsts[page];
    const heading = isTop ? "" : read.headings[at];
    const anchor = isTop ? "" : read.anchors[at] || fold(heading.toLowerCase()).split(/[^a-z0-9]+/).filter(Boolean).join("-");
    const trail = [];
    for (let above = page; data.up[above] !== 0; ) {
      above -= data.up[above];
      trail.unshift({ title: titles[above], kind: data.kinds[data.kind[above]] });
    }
    return { page, passage, kind: data.kinds[data.kind[page]], code: codes[page], title: titles[page], heading, trail, address: paths[page] + (anchor ? `#${encodeURIComponent(anchor)}` : "") };
  }

  /** What stands at `address`, below the site's root, as a result; null where the index has no such page. */
  function at(address) {
    read ??= unpack();
    const [path, anchor] = address.split("#");
    const page = read.paths.indexOf(path);
    if (page < 0) return null;
    const passages = Array.from({ length: read.data.passages[page] }, (_, number) => described({ page, passage: read.firsts[page] + number }));
    const wanted = anchor === undefined ? path : `${path}#${encodeURIComponent(decodeURIComponent(anchor))}`;
    return passages.find((result) => result.address === wanted) ?? passages[0];
  }

  /** The first sentences of a result's text; empty until its file is there. */
  function opening(result) {
    const number = chunk(result);
    const text = search.text[number]?.[result.passage - read.firsts[search.index.chunks[number]]] ?? "";
    if (text.length <= OPENING) return text;
    const whole = text.slice(0, OPENING).search(/[.!?…]["”’»]?\s(?!.*[.!?…]["”’»]?\s)/);
    return whole > OPENING / 3 ? text.slice(0, whole + 1) : `${text.slice(0, text.lastIndexOf(" ", OPENING))} …`;
  }

  /** The number of the file that holds a result's text. */
  function chunk({ page }) {
    const firsts = search.index.chunks;
    return firsts.length - 1 - [...firsts].reverse().findIndex((first) => first <= page);
  }

  /** `text` in pieces: `[words, isMatch]`. */
  function marked(text, { matched, beginning }) {
    const pieces = [];
    let at = 0;
    for (const word of words(text)) {
      if (!isMatch(word.text, matched, beginning)) continue;
      if (word.at > at) pieces.push([text.slice(at, word.at), false]);
      pieces.push([text.slice(word.at, word.end), true]);
      at = word.end;
    }
    if (at < text.length) pieces.push([text.slice(at), false]);
    return pieces;
  }

  const isMatch = (word, matched, beginning) => terms(word).some((term) => matched.has(term)) || (beginning.length > 1 && fold(word).startsWith(beginning));

  const LENGTH = 170;
  const OPENING = 260;

  /** The part of a result's text that holds most of what was asked, in pieces; empty until its file is there. */
  function snippet(result, found) {
    const number = chunk(result);
    const text = search.text[number]?.[result.passage - read.firsts[search.index.chunks[number]]] ?? "";
    const hits = words(text).filter((word) => isMatch(word.text, found.matched, found.beginning));
    let [start, most] = [0, 0];
    for (const first of hits) {
      const inside = hits.filter((word) => word.at >= first.at && word.end <= first.at + LENGTH * 0.8);
      const distinct = new Set(inside.flatMap((word) => terms(word.text))).size;
      if (distinct > most) [start, most] = [first.at, distinct];
    }
    start = Math.max(0, Math.min(start - LENGTH * 0.25, text.length - LENGTH));
    const from = start <= 0 ? 0 : text.indexOf(" ", start) + 1;
    const cut = from + LENGTH >= text.length ? text.length : text.lastIndexOf(" ", from + LENGTH);
    const shown = (from > 0 ? "… " : "") + text.slice(from, cut > from ? cut : text.length) + (cut < text.length ? " …" : "");
    return marked(shown, found);
  }

  return search;
})();

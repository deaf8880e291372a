'use strict';
(async () => {
  const PAGE = 50;
  const $ = id => document.getElementById(id);
  const words = $('words').dataset;
  const say = (text, ...values) => values.reduce((said, value, i) => said.replace(`{${i}}`, value.toLocaleString(document.documentElement.lang)), text);

  document.querySelectorAll('a[href^="#"]').forEach(link => link.addEventListener('click', () => {
    const folded = document.querySelector(link.getAttribute('href'))?.closest('details');
    if (folded) folded.open = true;
  }));

  if (!('DecompressionStream' in window)) {
    $('found').textContent = words.old;
    return;
  }

  const bytes = Uint8Array.from(atob($('archive').textContent), letter => letter.charCodeAt(0));
  const archive = JSON.parse(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text());
  const fill = (text, own) => Object.entries(own || {}).reduce((filled, [key, value]) => filled.replaceAll(key, () => value), text || '');
  const items = archive.items.map(([at, content, kind, wave, group, outcome, to, week, subject, own, args, headers, category]) => {
    const [shared, html, text, from, isLook] = archive.contents[content];
    return { at, html, text, from, isLook, kind, wave, group, outcome, to, week, own, args, headers, category, subject: fill(subject || shared, own) };
  });
  items.forEach(item => { item.search = `${item.subject} ${item.to}`.toLowerCase(); });

  const selects = { kind: archive.kinds, wave: archive.waves, group: archive.groups, outcome: archive.outcomes };
  for (const [name, texts] of Object.entries(selects)) {
    const used = new Set(items.map(item => item[name]));
    const options = texts.map((text, i) => [text, i]).filter(([, i]) => used.has(i)).sort(([one], [other]) => name === 'wave' ? 0 : one.localeCompare(other));
    $(`f-${name}`).append(...options.map(([text, i]) => new Option(text, i)));
  }
  const weeks = [...new Set(items.map(item => item.week))].sort((one, other) => one - other);
  $('f-week').append(...weeks.map(week => new Option(week, week)));

  let shown = items, page = 0, open = -1;
  const day = at => new Date(at * 1000).toISOString().slice(0, 16).replace('T', ' ');

  function filter() {
    const text = $('f-text').value.trim().toLowerCase();
    const wanted = ['kind', 'wave', 'group', 'outcome', 'week'].map(name => [name, $(`f-${name}`).value]).filter(([, value]) => value !== '');
    shown = items.filter(item => wanted.every(([name, value]) => item[name] === Number(value)) && (!text || item.search.includes(text)));
    page = 0;
    show();
  }

  function cell(row, text, label) {
    const made = row.insertCell();
    made.textContent = text;
    made.dataset.label = label;
    return made;
  }

  function show() {
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    page = Math.min(Math.max(page, 0), pages - 1);
    const heads = [...$('list').tHead.rows[0].cells].map(head => head.textContent);
    const body = document.createElement('tbody');
    shown.slice(page * PAGE, (page + 1) * PAGE).forEach((item, i) => {
      const row = body.insertRow();
      cell(row, day(item.at), heads[0]);
      cell(row, archive.kinds[item.kind], heads[1]);
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'open';
      button.textContent = item.subject || '–';
      button.addEventListener('click', () => view(page * PAGE + i));
      cell(row, '', heads[2]).append(button);
      cell(row, item.to, heads[3]);
      cell(row, archive.outcomes[item.outcome], heads[4]);
    });
    $('list').tBodies[0].replaceWith(body);
    $('found').textContent = say(words.found, shown.length, items.length);
    $('page').textContent = say(words.page, page + 1, pages);
    $('back').disabled = page === 0;
    $('next').disabled = page === pages - 1;
  }

  function documentOf(item) {
    const html = fill(item.html, item.own);
    return item.isLook ? `<!DOCTYPE html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${archive.look}</style><body>${html}</body>` : html;
  }

  function headersOf(item) {
    const lines = [['Date', new Date(item.at * 1000).toUTCString()], ['From', item.from], ['To', item.to], ['Subject', item.subject], ['Category', item.category]];
    return [...lines, ...Object.entries(item.headers || {}), ...Object.entries(item.args || {}).map(([name, value]) => [`custom_args.${name}`, value])]
      .filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`).join('\n');
  }

  function view(number) {
    if (number < 0 || number >= shown.length) return;
    open = number;
    const item = shown[open];
    $('v-subject').textContent = item.subject || '–';
    $('v-about').textContent = [day(item.at), archive.kinds[item.kind], item.to, archive.waves[item.wave], archive.outcomes[item.outcome]].filter(Boolean).join(' · ');
    look(document.querySelector('[data-view][aria-pressed="true"]').dataset.view);
    if (!$('viewer').open) $('viewer').showModal();
  }

  function look(way) {
    const item = shown[open];
    document.querySelectorAll('[data-view]').forEach(button => button.setAttribute('aria-pressed', String(button.dataset.view === way)));
    const isText = way === 'text' || way === 'headers';
    [$('v-frame').hidden, $('v-text').hidden] = [isText, !isText];
    $('v-frame').className = way;
    if (isText) $('v-text').textContent = way === 'headers' ? headersOf(item) : fill(item.text, item.own) || words.none;
    else $('v-frame').srcdoc = documentOf(item);
  }

  $('f-text').addEventListener('input', filter);
  ['kind', 'week', 'wave', 'group', 'outcome'].forEach(name => $(`f-${name}`).addEventListener('change', filter));
  $('back').addEventListener('click', () => { page--; show(); });
  $('next').addEventListener('click', () => { page++; show(); });
  $('v-close').addEventListener('click', () => $('viewer').close());
  $('v-back').addEventListener('click', () => view(open - 1));
  $('v-next').addEventListener('click', () => view(open + 1));
  document.querySelectorAll('[data-view]').forEach(button => button.addEventListener('click', () => look(button.dataset.view)));
  ['filters', 'list', 'pager'].forEach(id => { $(id).hidden = false; });
  show();
})();

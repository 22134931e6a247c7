/*
 * Search over headings and texts of all pages. What is looked through is loaded when somebody begins to search, as a script:
 * pages that are opened from disk may not fetch. Found words are set as text, never as HTML.
 */
(() => {
  const MOST = 12;
  const AROUND = 60;
  const form = document.querySelector('form[role=search]');
  const input = document.getElementById('search');
  const found = document.getElementById('found');
  let parts = null;

  window.parleySearch = (loaded) => {
    parts = loaded.map((part) => ({ ...part, lower: `${part.page} ${part.title} ${part.text}`.toLowerCase() }));
    show();
  };

  function load() {
    if (!document.querySelector('script[data-index]')) {
      const script = document.createElement('script');
      script.src = form.dataset.index;
      script.dataset.index = '';
      document.head.append(script);
    }
  }

  /** Every word has to be there; one in a heading weighs more than one in a text. */
  function matches(words) {
    const weight = (part) =>
      words.reduce((sum, word) => sum + (part.title.toLowerCase().includes(word) ? 1 : 0), 0);
    return parts
      .filter((part) => words.every((word) => part.lower.includes(word)))
      .map((part, order) => ({ part, order, weight: weight(part) }))
      .sort((a, b) => b.weight - a.weight || a.order - b.order)
      .map(({ part }) => part);
  }

  function excerpt(text, word) {
    const at = Math.max(0, text.toLowerCase().indexOf(word) - AROUND);
    return (at > 0 ? '…' : '') + text.slice(at, at + 3 * AROUND);
  }

  function element(name, text, ...children) {
    const made = document.createElement(name);
    made.append(text, ...children);
    return made;
  }

  function item(part, word) {
    const title = part.title === part.page ? part.page : `${part.page}: ${part.title}`;
    const link = element('a', element('b', title), element('span', excerpt(part.text, word)));
    link.href = part.address;
    link.addEventListener('click', close);
    return element('li', link);
  }

  function close() {
    found.replaceChildren();
  }

  function show() {
    const words = input.value.toLowerCase().split(/\s+/).filter((word) => word);
    if (!parts || words.length === 0) {
      close();
      return;
    }
    const all = matches(words);
    const list = element('ul', '', ...all.slice(0, MOST).map((part) => item(part, words[0])));
    const count = all.length === 0 ? 'Nothing found' : `${all.length} found`;
    found.replaceChildren(element('p', count), ...(all.length > 0 ? [list] : []));
  }

  form.hidden = false;
  input.addEventListener('focus', load);
  input.addEventListener('input', show);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    found.querySelector('a')?.click();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      input.value = '';
      close();
    } else if (event.key === '/' && event.target === document.body) {
      event.preventDefault();
      input.focus();
    }
  });
})();

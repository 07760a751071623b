// What pages gain with JavaScript; each of them works without.
for (const button of document.querySelectorAll('button[data-copy]')) {
  const source = document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) continue;
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(source.textContent.trim());
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}

// A form is sent once, however often its button is pressed; a long one says that it is under way.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.getAttribute('method') !== 'post') return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
  const button = event.submitter;
  if (button && button.dataset.busy) {
    button.setAttribute('aria-busy', 'true');
    button.textContent = button.dataset.busy;
  }
});
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

// How long an old secret still works; the page says it in words without this.
for (const time of document.querySelectorAll('[data-countdown]')) {
  const ends = Date.parse(time.dataset.countdown);
  const show = () => {
    const left = Math.max(0, Math.floor((ends - Date.now()) / 1000));
    const two = (number) => String(number).padStart(2, '0');
    const days = Math.floor(left / 86400);
    time.textContent = (days ? days + ' d ' : '') + two(Math.floor(left / 3600) % 24) + ':' + two(Math.floor(left / 60) % 60) + ':' + two(left % 60);
    if (left) setTimeout(show, 1000);
  };
  show();
}

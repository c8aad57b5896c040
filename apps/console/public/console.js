const practiceId = new URLSearchParams(location.search).get('practiceId') ?? '';
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const rows = document.querySelector('#cases');
const summary = document.querySelector('#summary');
const status = document.querySelector('#status');

/** Every value enters the page as text, never as markup. */
function cell(text, className = '') {
  const element = document.createElement('td');
  element.textContent = text ?? '';
  element.className = className;
  return element;
}

function row(denial) {
  const element = document.createElement('tr');
  element.append(
    cell(denial.workBy ?? 'no appeal', denial.lastAlarmDaysBefore === null ? '' : 'soon'),
    cell(denial.denialId),
    cell(denial.payerId),
    cell(denial.dateOfService),
    cell([`${denial.group}-${denial.reason}`, ...denial.remarks].join(' ')),
    cell(denial.category),
    cell(denial.nextAction),
    cell(denial.owner),
    cell(denial.status),
    cell(dollars.format(denial.deniedCents / 100), 'amount'),
    cell(dollars.format(denial.recoveredCents / 100), 'amount'),
  );
  return element;
}

async function load() {
  const query = status.value ? `?status=${status.value}` : '';
  const response = await fetch(`/v1/denials${query}`, { headers: { 'x-practice-id': practiceId } });
  const denials = await response.json();
  if (!response.ok) {
    summary.textContent = denials.message ?? 'The list could not be loaded.';
    return;
  }
  const total = denials.reduce((sum, denial) => sum + denial.deniedCents, 0);
  summary.textContent = `${denials.length} cases, ${dollars.format(total / 100)} denied`;
  rows.replaceChildren(...denials.map(row));
}

status.addEventListener('change', load);
await load();
setInterval(load, 5000);

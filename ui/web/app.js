/**
 * The wizard: six steps over the server's API, each with the command that does the same.
 *
 * What it knows comes from what is on disk (GET /api/config) and from what just happened, never from a box that says so.
 */

import * as server from './server.js';
import * as commands from './commands.js';

const $ = id => document.getElementById(id);
const STEPS = [1, 2, 3, 4, 5, 6];
const REVEALED_MILLIS = 30_000;
const SOON_DAYS = 30;

/** @type {{status: object, disk: object, guide: object, refusals: object[], login: object, token: object}} */
const state = {status: {}, disk: {}, guide: null, refusals: [], login: null, token: null, refused: false, force: {}};

// ---------------------------------------------------------------------------------------------- the page's elements

/** @param properties DOM properties, or attributes where the name has a dash or is role */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-') || name === 'role') {
      element.setAttribute(name, value);
    } else if (value !== undefined) {
      element[name] = value;
    }
  }
  element.append(...children.filter(isShown));
  return element;
}

/** A part that does not apply is null, undefined or false. */
const isShown = child => child !== null && child !== undefined && child !== false;

export const show = (element, ...children) => element.replaceChildren(...children.filter(isShown));

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}

const ICON_OF = {success: 'check', info: 'info', warning: 'alert', error: 'error'};

/** A scoped notification; the title can take the focus. */
export function notice(kind, title, ...body) {
  return el('div', {className: 'notice', 'data-kind': kind}, icon(ICON_OF[kind]),
    el('div', {}, el('p', {className: 'title', tabIndex: -1}, title), ...body));
}

export const paragraph = (...children) => el('p', {}, ...children);
export const code = text => el('code', {}, text);
export const stepLink = (step, text) => el('a', {href: `#step-${step}`, role: 'button', className: 'small'}, text);
const facts = rows => el('dl', {className: 'facts'}, ...rows.map(([term, ...value]) =>
  el('div', {}, el('dt', {}, term), el('dd', {}, ...value))));

export function announce(text) {
  $('announce').textContent = '';
  requestAnimationFrame(() => {
    $('announce').textContent = text;
  });
}

export function button(label, onClick, {iconName, kind = 'secondary outline small'} = {}) {
  const made = el('button', {type: 'button', className: kind}, iconName ? icon(iconName) : null, el('span', {}, label));
  made.addEventListener('click', onClick);
  return made;
}

/** Text and accessible name of a button that begins with a verb. */
function relabel(pressed, verb, what) {
  pressed.querySelector('span').textContent = verb;
  pressed.setAttribute('aria-label', verb.endsWith(what) ? verb : `${verb} ${what}`);
}

async function copy(text, pressed, verb, what) {
  try {
    await navigator.clipboard.writeText(text);
    relabel(pressed, 'Copied', what);
    announce(`${what} copied`);
  } catch {
    relabel(pressed, 'Not copied', what);
    announce('The browser did not allow to copy');
  }
  setTimeout(() => relabel(pressed, verb, what), 2000);
}

export function copyButton(text, what, verb = 'Copy') {
  const made = button(verb, () => copy(text, made, verb, what), {iconName: 'copy'});
  relabel(made, verb, what);
  return made;
}

/** A question in the native dialog; null when it was closed without an answer. */
function ask(title, text, choices) {
  const dialog = $('dialog');
  $('dialog-title').textContent = title;
  $('dialog-text').textContent = text;
  return new Promise(resolve => {
    const answer = value => {
      dialog.removeEventListener('close', closed);
      dialog.close();
      resolve(value);
    };
    const closed = () => answer(null);
    dialog.addEventListener('close', closed);
    show($('dialog-buttons'), ...choices.map(([label, value, kind]) =>
      button(label, () => answer(value), {kind: kind ?? ''})));
    dialog.showModal();
  });
}

const date = iso => new Date(iso).toLocaleDateString('en', {dateStyle: 'medium'});
const time = when => new Date(when).toLocaleTimeString('en', {timeStyle: 'short'});

function stored(storage, key, otherwise) {
  try {
    return JSON.parse(storage.getItem(`sfjwt.${key}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

const store = (storage, key, value) => storage.setItem(`sfjwt.${key}`, JSON.stringify(value));

// --------------------------------------------------------------------------------------------------- theme and steps

function applyTheme(theme) {
  if (theme === 'auto') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  $('theme').value = theme;
}

function startTheme() {
  applyTheme(stored(localStorage, 'theme', 'auto'));
  $('theme').addEventListener('change', () => {
    store(localStorage, 'theme', $('theme').value);
    applyTheme($('theme').value);
  });
}

const stepOf = hash => Number(/^#step-([1-6])$/.exec(hash)?.[1] ?? 0);
const currentStep = () => stepOf(location.hash) || 1;

function showStep(moveFocus) {
  const step = currentStep();
  for (const other of STEPS) {
    $(`step-${other}`).hidden = other !== step;
    const link = document.querySelector(`[data-nav="${other}"]`);
    link.toggleAttribute('aria-current', other === step);
    if (other === step) {
      link.setAttribute('aria-current', 'step');
    }
  }
  const title = $(`title-${step}`);
  document.title = `${title.textContent} · sfjwt`;
  if (moveFocus) {
    scrollTo(0, 0);
    title.focus({preventScroll: true});
  }
  if (step === 4) {
    showClaims();
  }
}

/** Where a fix is to be made: the step, and there the field. */
function goTo(step, field) {
  location.hash = `#step-${step}`;
  if (field) {
    // after the hashchange, which moves the focus to the step's title
    setTimeout(() => $(field).focus(), 50);
  }
}

function startSteps() {
  showStep(false);
  addEventListener('hashchange', () => {
    if (server.takeNewToken()) {
      location.reload();
    } else if (location.hash === '' || stepOf(location.hash)) {
      showStep(true);
    }
  });
  document.querySelector('.skip').addEventListener('click', event => {
    event.preventDefault();
    $(`title-${currentStep()}`).focus();
  });
}

function setState(step, status, text) {
  const link = document.querySelector(`[data-nav="${step}"]`);
  link.dataset.status = status;
  show(link.querySelector('.dot'), {done: icon('check'), warn: '!', error: '!'}[status] ?? String(step));
  document.querySelector(`[data-state="${step}"]`).textContent = text;
}

function showStates() {
  if (!state.disk.known) {
    return;
  }
  setState(1, ...certificateState());
  const [done, all] = ticked();
  const appWorks = state.login !== null || done === all && all > 0;
  setState(2, appWorks ? 'done' : 'todo', state.login ? 'A login has worked' : all ? `${done} of ${all} done` : 'In Setup');
  setState(3, ...configState());
  setState(4, ...loginState());
}

function certificateState() {
  const {certificate, keyFound, matches} = state.disk;
  if (!certificate) {
    return keyFound ? ['warn', 'Key without certificate'] : ['todo', 'Not made yet'];
  }
  const left = daysLeft(certificate);
  if (matches === false) {
    return ['error', 'Key and certificate differ'];
  }
  if (left < 0) {
    return ['error', `Expired ${date(certificate.notAfter)}`];
  }
  return [left < SOON_DAYS ? 'warn' : 'done', `Valid until ${date(certificate.notAfter)}`];
}

function configState() {
  const {config, problem} = state.disk;
  if (problem) {
    return ['error', 'jwt.json needs a look'];
  }
  if (!config) {
    return ['todo', 'Not saved yet'];
  }
  return isUnsaved() ? ['warn', 'Not saved yet'] : ['done', 'Saved'];
}

function loginState() {
  if (state.refused) {
    return ['error', 'Last login was refused'];
  }
  return state.login ? ['done', `Logged in at ${time(state.login.at)}`] : ['todo', 'No token yet'];
}

const daysLeft = certificate => Math.floor((new Date(certificate.notAfter) - Date.now()) / 86_400_000);

// ------------------------------------------------------------------------------------------------------------ forms

const FIELDS = ['org', 'unit', 'commonName', 'email', 'city', 'state', 'country', 'days', 'keySize', 'outputDir', 'reuseKey',
  'consumerKey', 'username', 'privateKeyFile', 'certPath', 'loginUrl', 'sandbox', 'configPath', 'expiresIn', 'audience',
  'alias', 'setDefault'];

const valueOf = id => $(id).type === 'checkbox' ? $(id).checked : $(id).value.trim();

function setValue(id, value) {
  if ($(id).type === 'checkbox') {
    $(id).checked = value === true;
  } else {
    $(id).value = value ?? '';
  }
}

const values = () => Object.fromEntries(FIELDS.map(id => [id, valueOf(id)]));

/** What was typed survives a reload of this tab; it ends with the tab. */
const draft = stored(sessionStorage, 'draft', {});

function keepDraft(id) {
  draft[id] = valueOf(id);
  store(sessionStorage, 'draft', draft);
}

function startForms() {
  Object.entries(draft).filter(([id]) => FIELDS.includes(id)).forEach(([id, value]) => setValue(id, value));
  $('myDomain').value = $('loginUrl').value;
  for (const id of FIELDS) {
    $(id).addEventListener('input', () => {
      setError(id, null);
      keepDraft(id);
      state.force = {};
      changed();
    });
  }
  $('myDomain').addEventListener('input', () => {
    fill({loginUrl: $('myDomain').value});
  });
  $('loginUrl').addEventListener('input', () => {
    $('myDomain').value = $('loginUrl').value;
    showSetupLink();
  });
  $('form-2').addEventListener('submit', event => event.preventDefault());
}

/** Fills in fields as if they had been typed. */
function fill(known) {
  for (const [id, value] of Object.entries(known)) {
    setValue(id, value);
    setError(id, null);
    keepDraft(id);
  }
  if ('loginUrl' in known) {
    if ($('myDomain') !== document.activeElement) {
      $('myDomain').value = known.loginUrl;
    }
    showSetupLink();
  }
  changed();
}

/** After any change of a value: what is shown of it elsewhere follows. */
function changed() {
  showCommands();
  showStale();
  showStates();
}

function setError(id, message) {
  const field = $(id);
  const errorId = `${id}-error`;
  $(errorId)?.remove();
  const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter(other => other && other !== errorId);
  if (message) {
    field.setAttribute('aria-invalid', 'true');
    (field.closest('.with-button') ?? field).after(el('small', {id: errorId, className: 'error'}, icon('error'), message));
    others.unshift(errorId);
  } else {
    field.removeAttribute('aria-invalid');
  }
  if (others.length > 0) {
    field.setAttribute('aria-describedby', others.join(' '));
  } else {
    field.removeAttribute('aria-describedby');
  }
}

const labelOf = id => document.querySelector(`label[for="${id}"]`).textContent;

const isWhole = (text, least, most) => /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most;

/** What can be told without the server; it checks everything itself. */
function check(ids) {
  const wrong = ids.filter(id => {
    const value = valueOf(id);
    const message = $(id).required && value === '' ? `${labelOf(id)} is needed`
      : id === 'days' && !isWhole(value, 1, 3650) ? 'Give a whole number of days, 1 to 3650'
      : id === 'expiresIn' && !isWhole(value, 1, 300) ? 'Give a whole number of seconds, 1 to 300'
      : id === 'country' && !/^[A-Za-z]{2}$/.test(value) ? 'Give a country code of two letters, such as US or DE'
      : id === 'username' && !/^[^@\s]+@[^@\s]+$/.test(value) ? 'A Salesforce username has the form of an e-mail address'
      : null;
    setError(id, message);
    return message !== null;
  });
  if (wrong.length > 0) {
    $(wrong[0]).focus();
    announce(`${wrong.length === 1 ? 'One field needs' : `${wrong.length} fields need`} a look`);
  }
  return wrong.length === 0;
}

const FIELD_OF_CODE = {bad_days: 'days', bad_key_size: 'keySize', bad_consumer_key: 'consumerKey', bad_username: 'username',
  bad_login_url: 'loginUrl', sandbox_conflict: 'loginUrl', bad_expires_in: 'expiresIn', bad_audience: 'audience',
  key_cert_mismatch: 'certPath', cert_expired: 'certPath', cert_not_yet_valid: 'certPath'};
/** A refusal begins with the name of the flag or of the API's field that it is about. */
const NAMED = /^(--[a-z-]+|[A-Za-z]+)(?= ")/;
const FIELD_OF_NAME = {keyPath: 'privateKeyFile', '--country': 'country', '--state': 'state', '--city': 'city', '--org': 'org', '--unit': 'unit',
  '--name': 'commonName', '--email': 'email', '--output': 'outputDir', '--key-file': 'privateKeyFile'};

/** The field that a refusal of the server is about, if it is one of the form's. */
function fieldOf(answer, form) {
  const name = NAMED.exec(answer.error ?? '')?.[0];
  const file = answer.exitCode !== 3 ? null
    : /\bprivate key\b/.test(answer.error) ? 'privateKeyFile'
    : /\bcertificate\b/.test(answer.error) ? 'certPath'
    : null;
  const field = FIELD_OF_CODE[answer.code] ?? FIELD_OF_NAME[name] ?? (FIELDS.includes(name) ? name : file);
  return field && $(field)?.form === form ? field : null;
}

/** A refusal where it belongs: at its field, else above the form. */
function showFailure(refused, form, notices) {
  const {error, fix, causes = []} = refused.answer;
  const field = fieldOf(refused.answer, form);
  if (field) {
    const said = error.replace(NAMED, labelOf(field));
    setError(field, `${sentence(said)}. ${sentence(fix)}`);
    $(field).focus();
    return;
  }
  const shown = notice('error', sentence(error), fix && causes.length === 0 ? paragraph(sentence(fix)) : null,
    causes.length > 0 && el('ol', {}, ...causes.map(({why, fix: way}) => el('li', {}, el('b', {}, sentence(why)), ' ', sentence(way)))));
  show(notices, shown);
  shown.querySelector('.title').focus();
}

/** Options of the command line that are fields here. */
const FIELD_OF_OPTION = {'--consumer-key': 'consumerKey', '--username': 'username', '--key-file': 'privateKeyFile',
  '--login-url': 'loginUrl', '--sandbox': 'sandbox', '--no-sandbox': 'sandbox', '--audience': 'audience',
  '--expires-in': 'expiresIn'};
/** Not where a command is quoted: "sfjwt verify-key certs/server.key --cert certs/server.crt". */
const OPTION = new RegExp(`(?<!sfjwt [a-z-]+[^,;.]*)(${Object.keys(FIELD_OF_OPTION).join('|')})(?![a-z-])`, 'g');

/** A message of the server in the words of this page: fields for options, and paths as a person would type them. */
export function onPage(text) {
  const local = state.status.root ? (text ?? '').replaceAll(`${state.status.root}/`, './') : text ?? '';
  return local.replace(OPTION, option => `\u201C${labelOf(FIELD_OF_OPTION[option])}\u201D`);
}

/** The same as a sentence begins. */
export function sentence(text) {
  const said = onPage(text);
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** Runs one operation at a time for its button, which shows that it is at work. */
async function busy(pressed, work) {
  if (pressed.getAttribute('aria-busy') === 'true') {
    return;
  }
  pressed.setAttribute('aria-busy', 'true');
  try {
    await work();
  } finally {
    pressed.removeAttribute('aria-busy');
  }
}

// ------------------------------------------------------------------------------------------------ command equivalents

const TITLES = {generate: 'In a terminal', verify: 'Check the key', steps: 'This guide in a terminal',
  setup: 'In a terminal', token: 'In a terminal', tokenVariable: 'In a script', built: 'Ready to run', doctor: 'In a terminal', checkSetup: 'Check this set-up', logout: 'Log out again'};
const WITHOUT_SHELLS = ['steps'];

let shell = stored(localStorage, 'shell', navigator.userAgent.includes('Windows') ? 'powershell' : 'sh');
let build = commands.BUILDS[0];

function startCommands() {
  for (const block of document.querySelectorAll('.cli')) {
    const name = block.dataset.command;
    block.append($('cli-template').content.cloneNode(true));
    block.querySelector('[data-part="title"]').textContent = TITLES[name];
    const copyIt = block.querySelector('[data-part="copy"]');
    const what = `command: ${TITLES[name]}`;
    relabel(copyIt, 'Copy', what);
    copyIt.addEventListener('click', () => copy(textOf(name), copyIt, 'Copy', what));
    for (const choice of block.querySelectorAll('[data-shell]')) {
      choice.addEventListener('click', () => {
        shell = choice.dataset.shell;
        store(localStorage, 'shell', shell);
        showCommands();
      });
    }
  }
  showCommands();
}

function commandState(name) {
  return {values: values(), saved: state.disk.config, unsaved: isUnsaved(), force: state.force[name], wait: $('keep-trying').checked,
    alias: valueOf('alias'), setDefault: valueOf('setDefault')};
}

const textOf = name => (name === 'built' ? build.build : commands[name])(shell, commandState(name));

function showCommands() {
  for (const block of document.querySelectorAll('.cli')) {
    const name = block.dataset.command;
    block.querySelector('[data-part="text"]').textContent = textOf(name);
    block.querySelector('[data-part="shells"]').hidden = WITHOUT_SHELLS.includes(name) || name === 'built' && !build.shells;
    for (const choice of block.querySelectorAll('[data-shell]')) {
      choice.setAttribute('aria-pressed', String(choice.dataset.shell === shell));
    }
  }
}

// ------------------------------------------------------------------------------------------------ 1 certificates

const running = {generate: null};

function startGenerate() {
  $('form-1').addEventListener('submit', event => {
    event.preventDefault();
    busy($('generate'), () => generate({}));
  });
}

async function generate(choice) {
  const form = $('form-1');
  if (!check(['commonName', 'country', 'days', 'outputDir'])) {
    return;
  }
  const {org, unit, commonName, email, city, state: province, country, days, keySize, outputDir, reuseKey} = values();
  const body = {org, unit, commonName, email, city, state: province, country: country.toUpperCase(), outputDir, reuseKey,
    days: Number(days), keySize: Number(keySize), force: false, ...choice};
  running.generate = crypto.randomUUID();
  showProgress();
  try {
    const made = await server.post('/api/generate-certs', body, running.generate);
    made.steps.forEach(showProgressStep);
    state.force = {generate: body.force};
    setValue('reuseKey', body.reuseKey);
    showMade(made);
  } catch (refused) {
    $('progress-1').hidden = true;
    await onGenerateRefused(refused, form, choice);
  }
}

async function onGenerateRefused(refused, form, choice) {
  const {code: reason, error} = refused.answer ?? {};
  if (reason === 'key_without_certificate') {
    const answer = await ask('Finish from the key that is there?', sentence(error) + '.', [
      ['Finish from this key', {reuseKey: true, force: true}],
      ['Make a new key', {force: true}, 'secondary outline'],
      ['Cancel', null, 'secondary outline']]);
    return answer && generate(answer);
  }
  if (reason === 'file_exists' && !choice.force) {
    const answer = await ask('Replace the files that are there?', `${sentence(error)}. If you replace a key whose certificate `
      + 'is in use in Salesforce, logins with it stop working. Each old file is kept beside the new one, with the date in its name.', [
      ['Keep the files', null, 'secondary outline'],
      [valueOf('reuseKey') ? 'Replace the certificate' : 'Replace them', {force: true}, 'danger']]);
    return answer && generate(answer);
  }
  showFailure(refused, form, $('notice-1'));
}

function showProgress() {
  show($('notice-1'));
  $('progress-1').hidden = false;
  $('progress-1').querySelector('progress').value = 0;
  document.querySelectorAll('[data-step]').forEach(item => {
    item.dataset.status = 'todo';
  });
}

/** @param event {step, status, file}: status is began or ok */
function showProgressStep({step, status}) {
  const item = document.querySelector(`[data-step="${step}"]`);
  if (item) {
    item.dataset.status = ['began', 'running', 'started'].includes(status) ? 'running' : 'done';
    $('progress-1').querySelector('progress').value = document.querySelectorAll('[data-step][data-status="done"]').length;
  }
}

function showMade(made) {
  state.disk = {...state.disk, certificate: {...made, path: made.files.crt}, crtContent: made.crtContent, keyFound: true,
    matches: true};
  fill({privateKeyFile: shown(made.files.key), certPath: shown(made.files.crt)});
  forgetUpload();
  const list = el('ul', {className: 'files'}, ...Object.values(made.files).map(file => el('li', {}, icon('check'), code(shown(file)))));
  show($('notice-1'), notice('success', 'Key and certificate are made', list,
    paragraph(`Valid until ${date(made.notAfter)}. SHA-256 of the certificate: `, el('span', {className: 'mono'}, made.fingerprint)),
    ...made.warnings.map(warning => paragraph(el('b', {}, 'Note: '), sentence(warning))),
    made.backups.length > 0 && paragraph('Kept from before: ', made.backups.map(shown).join(', ')),
    el('div', {className: 'actions'}, stepLink(2, 'Next: upload it to Salesforce'), ...certificateActions(made.crtContent))));
  showCertificate();
  showDisk();
  changed();
  announce(`Key and certificate are made, valid until ${date(made.notAfter)}`);
}

/** A path as a person would type it. */
function shown(path) {
  const {root} = state.status;
  return root && path.startsWith(`${root}/`) ? `./${path.slice(root.length + 1)}` : path;
}

function showCertificate() {
  const {certificate, crtContent} = state.disk;
  const none = 'not made yet';
  const rows = () => facts([
    ['File', certificate ? code(shown(certificate.path)) : none],
    ['Valid until', certificate ? `${date(certificate.notAfter)} (${daysLeft(certificate)} days)` : none],
    ['Subject', certificate?.subject.replace(/,(?=\w+=)/g, ', ') ?? none],
    ['SHA-256', certificate ? el('span', {className: 'mono'}, certificate.fingerprint) : none]]);
  const actions = () => el('div', {className: 'actions'}, ...certificateActions(crtContent));
  show($('certificate'), el('h3', {}, 'Your certificate'), rows(), actions());
  show($('upload'), el('h3', {}, 'The certificate to upload'), rows(),
    certificate ? actions() : paragraph(stepLink(1, 'Make it in step 1')));
  if ($('task-certificate')) {
    show($('task-certificate'), code(certificate ? shown(certificate.path) : 'certs/server.crt'),
      crtContent ? downloadLink(crtContent) : stepLink(1, 'Make it in step 1'));
  }
  $('reuseKey').disabled = !state.disk.keyFound;
}

const certificateActions = crtContent => crtContent
  ? [downloadLink(crtContent), copyButton(crtContent, 'certificate text', 'Copy text')] : [];

function downloadLink(crtContent) {
  const url = URL.createObjectURL(new Blob([crtContent], {type: 'application/x-x509-ca-cert'}));
  return el('a', {href: url, download: 'server.crt', role: 'button', className: 'small secondary outline'}, icon('download'), el('span', {}, 'Download server.crt'));
}

// ------------------------------------------------------------------------------------------- 2 external client app

/** The boxes that were ticked, remembered in this browser: they are about an org, which the server knows nothing of. */
let ticks = new Set(stored(localStorage, 'ticks', []));

const boxes = () => [...document.querySelectorAll('#phases input[type="checkbox"]')];
const ticked = () => [boxes().filter(box => box.checked).length, boxes().length];

function startApp() {
  $('app-done').addEventListener('click', () => {
    tickAll();
    goTo(3);
  });
  $('demo-register').addEventListener('click', () => busy($('demo-register'), register));
}

function tickAll() {
  boxes().forEach(box => {
    box.checked = true;
  });
  keepTicks();
}

function keepTicks() {
  ticks = new Set(boxes().filter(box => box.checked).map(box => box.dataset.task));
  store(localStorage, 'ticks', [...ticks]);
  showPhaseCounts();
  showStates();
}

/** A new certificate has not been uploaded, whatever was ticked before. */
function forgetUpload() {
  boxes().filter(box => box.dataset.upload).forEach(box => {
    box.checked = false;
  });
  keepTicks();
}

function showPhases() {
  const step = state.guide.steps.find(({id}) => id === 'app');
  $('demo').hidden = !state.status.demo;
  show($('phases'), $('demo'), ...step.phases.map(phase));
  showPhaseCounts();
  showCertificate();
}

function phase({letter, title, tasks}) {
  const id = `phase-${letter}`;
  return el('section', {className: 'card phase', 'aria-labelledby': id},
    el('h3', {id}, el('span', {className: 'letter'}, letter), el('span', {}, title),
      el('small', {className: 'count', 'data-phase': letter})),
    el('ol', {className: 'tasks'}, ...tasks.map((task, index) => taskItem(`${letter}${index + 1}`, task))));
}

function taskItem(id, {text, fields}) {
  const box = el('input', {type: 'checkbox', id: `task-${id}`, checked: ticks.has(id), 'data-task': id});
  if (fields.some(({label}) => label === 'Certificate')) {
    box.dataset.upload = 'true';
  }
  box.addEventListener('change', keepTicks);
  const key = fields.find(({label}) => label === 'Consumer Key');
  return el('li', {}, el('div', {className: 'task'}, box, el('label', {htmlFor: box.id}, text)),
    fields.length > 0 && !key && el('dl', {className: 'entry'}, ...fields.map(entry)),
    key && el('p', {className: 'entry-link'}, stepLink(3, 'Paste it into step 3')));
}

function entry({label, value}) {
  if (label === 'Certificate') {
    return el('div', {}, el('dt', {}, label), el('dd', {id: 'task-certificate'}));
  }
  const isOwn = value.startsWith('your ');
  return el('div', {}, el('dt', {}, label),
    el('dd', {}, isOwn ? value : code(value), !isOwn && copyButton(value, `${label}: ${value}`)));
}

function showPhaseCounts() {
  for (const count of document.querySelectorAll('[data-phase]')) {
    const own = boxes().filter(box => box.dataset.task.startsWith(count.dataset.phase));
    count.textContent = `${own.filter(box => box.checked).length} of ${own.length}`;
  }
}

/** Setup's page in the org itself; My Domain leads on to the org's Setup host. */
function showSetupLink() {
  const typed = valueOf('loginUrl');
  const host = /^(?:https:\/\/)?([a-z0-9.-]+\.my\.salesforce\.(?:com|mil))\/?$/i.exec(typed)?.[1];
  show($('setup-link'), host
    ? el('a', {href: `https://${host}/lightning/setup/ManageExternalClientApplication/home`, target: '_blank', rel: 'noreferrer noopener'},
      'Open External Client App Manager', icon('external'), el('span', {className: 'sr'}, ' (in a new tab)'))
    : el('span', {className: 'muted'}, 'With it, a link straight to the External Client App Manager of your org appears here.'));
}

async function register() {
  try {
    const app = await server.post('/api/demo/register', {certPath: valueOf('certPath')});
    fill({consumerKey: app.consumerKey, username: app.username, loginUrl: app.loginUrl, sandbox: false, audience: ''});
    tickAll();
    show($('notice-2'), notice('success', 'Registered in the demo org',
      paragraph('Its Consumer Key, a username and the login URL are filled in in step 3. '
        + 'To meet a refusal and its fix, log in as one of the others:'),
      el('ul', {}, ...app.users.map(({username, note}) => el('li', {}, code(username), ` ${note}`))),
      el('div', {className: 'actions'}, stepLink(3, 'Next: save the configuration'))));
    $('notice-2').querySelector('.title').focus();
  } catch (refused) {
    showFailure(refused, null, $('notice-2'));
  }
}

// ---------------------------------------------------------------------------------------------------- 3 configuration

function startConfig() {
  $('form-3').addEventListener('submit', event => {
    event.preventDefault();
    busy($('save'), () => save(false));
  });
  $('form-3').addEventListener('input', () => show($('notice-3')));
  $('validate').addEventListener('click', () => busy($('validate'), validate));
}

const orgBody = () => {
  const {consumerKey, username, privateKeyFile, sandbox, expiresIn, loginUrl, audience} = values();
  return {consumerKey, username, privateKeyFile, sandbox, expiresIn: Number(expiresIn), loginUrl, audience};
};

/** Whether the form says something else than the jwt.json on disk, as far as that is known yet. */
function isUnsaved() {
  const {known, config} = state.disk;
  return known === true && (!config || Object.entries(formOf(config)).some(([id, value]) =>
    id === 'privateKeyFile' ? plain(valueOf(id)) !== plain(value) : valueOf(id) !== value));
}

const plain = path => shown(path).replace(/^\.\//, '');

const formOf = config => ({consumerKey: config.consumerKey ?? '', username: config.subject ?? '',
  privateKeyFile: config.privateKeyFile ?? '', sandbox: config.sandbox === true,
  expiresIn: String(config.expiresIn ?? 300), loginUrl: config.loginUrl ?? '', audience: config.audience ?? ''});

/** What the server found, so that a mismatch is seen before Salesforce refuses. */
function showDisk() {
  const {config, problem, keyFound, keyPath, keyProblem, certificate, matches} = state.disk;
  show($('on-disk'), el('h3', {}, 'On disk now'), facts([
    ['Configuration', problem ? sentence(problem.error) : config ? code(valueOf('configPath')) : 'not saved yet'],
    ['Private key', keyFound ? code(keyPath) : 'not made yet'],
    ['Certificate', certificate ? `valid until ${date(certificate.notAfter)}` : 'not made yet'],
    ['Do they belong together?', matches === true ? 'yes' : matches === false ? 'No: Salesforce will refuse this key' : '…']]),
    problem && notice('warning', sentence(problem.fix)),
    matches !== true && keyProblem && notice('warning', sentence(keyProblem.error), paragraph(sentence(keyProblem.fix))));
}

async function validate() {
  const results = $('key-result');
  show(results);
  if (!check(['privateKeyFile'])) {
    return;
  }
  setError('certPath', null);
  const certPath = valueOf('certPath');
  try {
    const found = await server.post('/api/validate-key', {keyPath: valueOf('privateKeyFile'), ...(certPath && {certPath})});
    show(results, notice('success', found.certificate ? 'Key and certificate belong together' : 'A valid RSA private key',
      paragraph(`${found.format}, ${found.bits} bits`, found.certificate
        ? `; the certificate is valid until ${date(found.certificate.notAfter)} (${daysLeft(found.certificate)} days)` : ''),
      ...(found.warnings ?? []).map(warning => paragraph(el('b', {}, 'Note: '), sentence(warning)))));
    announce(results.querySelector('.title').textContent);
  } catch (refused) {
    showFailure(refused, $('form-3'), results);
  }
}

async function save(force) {
  if (!check(['consumerKey', 'username', 'privateKeyFile', 'configPath', 'expiresIn'])) {
    return;
  }
  show($('notice-3'));
  try {
    const saved = await server.post('/api/save-config', {...orgBody(), configPath: valueOf('configPath'), force});
    state.force = {setup: force};
    state.refused = false;
    await readDisk();
    const mismatch = await certificateProblem();
    const warnings = [...saved.warnings, ...(mismatch ? [mismatch.error] : [])];
    const shownResult = notice('success', `${shown(saved.path)} is saved`,
      ...warnings.map(warning => paragraph(el('b', {}, 'Note: '), sentence(warning))),
      saved.backups?.length > 0 && paragraph('Kept from before: ', saved.backups.map(shown).join(', ')),
      el('details', {}, el('summary', {}, 'What is in it'), el('pre', {}, code(JSON.stringify(saved.config, null, 2)))),
      el('div', {className: 'actions'}, stepLink(4, 'Next: get a token')));
    show($('notice-3'), shownResult);
    shownResult.querySelector('.title').focus();
  } catch (refused) {
    await onSaveRefused(refused, force);
  }
}

/** What Validate would say of the certificate that was typed; it is shown at its field too. */
async function certificateProblem() {
  setError('certPath', null);
  const certPath = valueOf('certPath');
  if (!certPath) {
    return null;
  }
  try {
    await server.post('/api/validate-key', {keyPath: valueOf('privateKeyFile'), certPath});
    return null;
  } catch (refused) {
    // who has no certificate here has not typed the place where it usually is
    if (refused.status === 404 && certPath === $('certPath').defaultValue) {
      return null;
    }
    const {error, fix} = refused.answer;
    setError('certPath', `${sentence(error)}. ${sentence(fix)}`);
    return refused.answer;
  }
}

async function onSaveRefused(refused, force) {
  if (refused.code === 'file_exists' && !force) {
    const answer = await ask(`Replace ${valueOf('configPath')}?`, `${sentence(refused.answer.error)}. The old file is kept `
      + 'beside the new one, with the date in its name, and fields that sfjwt does not know stay in.', [
      ['Keep the file', null, 'secondary outline'], ['Replace it', true, 'danger']]);
    return answer && save(true);
  }
  showFailure(refused, $('form-3'), $('notice-3'));
}

// ------------------------------------------------------------------------------------------------------ 4 access token

function startToken() {
  $('request').addEventListener('click', () => busy($('request'), requestToken));
}

const CLAIMS = ['iss', 'sub', 'aud', 'exp', 'to'];

/** The first field of step 3 without which nothing can be sent, if there is one. */
const unfilled = () => ['consumerKey', 'username'].find(field => !valueOf(field))
  ?? (/^[0-9]+$/.test(valueOf('expiresIn')) ? null : 'expiresIn');

async function showClaims() {
  CLAIMS.forEach(name => {
    $(`claim-${name}`).textContent = '…'; // until it is known, nothing may stand there that is not sent
  });
  if (unfilled()) {
    show($('notice-4'), notice('info', 'Step 3 comes first',
      paragraph('Consumer Key, username and seconds are not all filled in yet. ', el('a', {href: '#step-3'}, 'Go to step 3'))));
    return;
  }
  try {
    const {claims, tokenEndpoint} = await server.post('/api/claims', orgBody());
    show($('notice-4'));
    const rows = {iss: claims.iss, sub: claims.sub, aud: claims.aud, to: tokenEndpoint,
      exp: `${claims.exp}, ${valueOf('expiresIn')} s from the request`};
    Object.entries(rows).forEach(([name, value]) => {
      $(`claim-${name}`).textContent = value;
    });
  } catch (refused) {
    show($('notice-4'), notice('warning', sentence(refused.answer?.error ?? refused.message),
      paragraph(sentence(refused.answer?.fix)), mendOfAnswer(refused.answer)));
  }
}

async function requestToken() {
  if (unfilled()) {
    goTo(3, unfilled());
    return;
  }
  const result = $('token-result');
  result.hidden = true;
  $('report-4').hidden = true;
  $('token-wait').textContent = 'Asking Salesforce …';
  try {
    const answer = await server.post('/api/get-token', orgBody(), crypto.randomUUID());
    state.token = answer.result;
    noteLogin(true);
    showToken(answer);
  } catch (refused) {
    state.token = null;
    // a request that never reached Salesforce says nothing of the login
    if (refused.answer?.salesforceError) {
      noteLogin(false);
    }
    showRefusal(refused);
  } finally {
    $('token-wait').textContent = '';
    result.hidden = false;
    result.querySelector('[tabindex="-1"]').focus();
    changed();
  }
}

/** How the last login ended, which the steps' states show. */
function noteLogin(worked) {
  state.refused = !worked;
  state.login = worked ? {at: Date.now(), username: valueOf('username')} : null;
  store(sessionStorage, 'login', state.login);
}

/** Lets a secret be seen in place of its mask, until it is hidden again or a while has passed. */
function revealButton(element, masked, secret, what) {
  let timer;
  const set = open => {
    clearTimeout(timer);
    element.textContent = open ? secret : masked;
    relabel(made, open ? 'Hide' : 'Reveal', what);
    timer = open ? setTimeout(() => set(false), REVEALED_MILLIS) : null;
  };
  const made = button('Reveal', () => set(element.textContent === masked), {iconName: 'eye'});
  set(false);
  return made;
}

function secretRow(term, secret, note) {
  const text = el('code', {className: 'secret'});
  const reveal = revealButton(text, `${secret.slice(0, 15)}••••••••••••`, secret, term);
  return [term, text, el('span', {className: 'actions'}, reveal, copyButton(secret, term)), note && el('small', {}, note)];
}

function showToken({result, warnings = []}) {
  const plainRow = name => result[name] && [name, code(result[name]), el('span', {className: 'actions'}, copyButton(result[name], name))];
  const rows = [secretRow('access_token', result.access_token), plainRow('instance_url'), plainRow('token_type'),
    plainRow('scope'), plainRow('id'),
    secretRow('Frontdoor URL', result.frontdoorUrl, 'Logs a browser in to the org. It contains the token, so do not share it.')];
  show($('token-result'), 
    notice('success', 'Salesforce gave an access token', paragraph(`For ${valueOf('username')}. Revealed values hide themselves after 30 seconds.`)),
    facts(rows.filter(Boolean)), ...warnings.map(warning => notice('warning', sentence(warning))), wholeAnswer(result),
    el('div', {className: 'actions'}, stepLink(5, 'Next: Salesforce CLI and CI')));
  announce('Salesforce gave an access token');
}

/** Masked as well; copying gives the whole. */
function wholeAnswer(result) {
  const isSecret = value => [result.access_token, encodeURIComponent(result.access_token)].some(form => value.includes(form));
  const masked = JSON.stringify(result, (_, value) => typeof value === 'string' && isSecret(value) ? '••••••••' : value, 2);
  const json = JSON.stringify(result, null, 2);
  const text = el('code');
  return el('details', {}, el('summary', {}, 'The whole answer as JSON'),
    el('div', {className: 'actions'}, revealButton(text, masked, json, 'JSON'), copyButton(json, 'JSON')), el('pre', {}, text));
}

/** Where what a fix talks about is done on this page, first match first. */
const MENDS = [
  [/copy the Consumer Key/i, 3, 'consumerKey'],
  [/External Client App Manager|Permission Sets|server\.crt|in this org|in the sandbox|create it anew|sfjwt steps/, 2],
  [/--username|Users > Username/, 3, 'username'],
  [/--expires-in/, 3, 'expiresIn'],
  [/audience/, 3, 'audience'],
  [/--sandbox/, 3, 'sandbox'],
  [/login[ -]URL|My Domain/, 3, 'loginUrl'],
  [/Edit: tick Active|Unfreeze/, 3, 'username'],
  [/generate-certs|make a new one/, 1],
  [/verify-key|key file|private key|chmod/, 3, 'privateKeyFile'],
  [/jwt\.json|setup-config/, 3],
];

function mendOf(fix) {
  const found = MENDS.find(([pattern]) => pattern.test(fix ?? ''));
  return found && {step: found[1], field: found[2]};
}

/** @param fix the words of a fix, or {step, field} */
export function mendButton(fix, kind) {
  const mend = typeof fix === 'string' ? mendOf(fix) : fix;
  return mend && button(`Go to step ${mend.step}${mend.field ? `: ${labelOf(mend.field)}` : ''}`, () => goTo(mend.step, mend.field), {kind});
}

/** What fails before Salesforce is asked, and is a file, is the key. */
const mendOfAnswer = (answer, kind) =>
  mendButton(mendOf(answer?.fix) ?? (answer?.exitCode === 3 && {step: 3, field: 'privateKeyFile'}), kind);

function showRefusal({answer, message}) {
  const {salesforceError, salesforceDescription, meaning, causes = [], fix, code: id, retryAfterSeconds} = answer ?? {};
  const known = state.refusals.find(refusal => refusal.id === id);
  const title = salesforceError ? 'Salesforce refused the login' : sentence(answer?.error ?? message);
  const said = salesforceError && el('blockquote', {}, code(salesforceError), salesforceDescription ? ` ${salesforceDescription}` : '');
  const list = causes.length > 0 && el('ol', {className: 'causes'}, ...causes.map((cause, index) => el('li', {},
    el('b', {}, sentence(cause.why)), el('p', {}, sentence(cause.fix)), mendButton(cause.fix, index === 0 ? 'small' : 'secondary outline small'))));
  const again = button('Try again', () => busy($('request'), requestToken), {kind: 'secondary outline'});
  // what fails on this machine says itself what it is
  const why = [4, 5].includes(answer?.exitCode) && el('div', {className: 'why'},
    button(salesforceError ? 'Why was it refused?' : 'Why did it fail?', askWhy, {kind: ''}),
    el('p', {className: 'muted'}, 'Checks everything a login needs, tries once more, and says which of the causes it is.'));
  show($('token-result'), 
    notice('error', title, said, meaning && paragraph(meaning), retryAfterSeconds && paragraph(`Salesforce asks to wait ${retryAfterSeconds} seconds.`)),
    why,
    list && el('h3', {}, 'What mends it, the most likely first'), list || paragraph(sentence(fix)),
    !list && mendOfAnswer(answer, 'small'),
    known?.passing === 'with_propagation' && notice('info', 'Changed something in Setup a moment ago?',
      paragraph('It can take ten minutes until it counts everywhere; then the same login works.')),
    el('div', {className: 'actions'}, again, el('a', {href: '#step-6', role: 'button', className: 'secondary outline'}, 'All known errors')));
  $('search').value = salesforceDescription || salesforceError || '';
  filterRefusals();
}

// ------------------------------------------------------------------------------------------------------------ 5 builder

function startBuilder() {
  const tabs = commands.BUILDS.map(made => {
    const tab = el('button', {type: 'button', role: 'tab', id: `tab-${made.id}`, 'aria-controls': 'builder-panel'}, made.title);
    tab.addEventListener('click', () => choose(made));
    return tab;
  });
  $('builder-tabs').append(...tabs);
  $('builder-tabs').addEventListener('keydown', event => {
    const move = {ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity}[event.key];
    if (move === undefined) {
      return;
    }
    event.preventDefault();
    const at = tabs.indexOf(document.activeElement);
    const next = Number.isFinite(move) ? (at + move + tabs.length) % tabs.length : move < 0 ? 0 : tabs.length - 1;
    choose(commands.BUILDS[next]);
    tabs[next].focus();
  });
  choose(build);
}

function choose(made) {
  build = made;
  for (const tab of $('builder-tabs').children) {
    const selected = tab.id === `tab-${made.id}`;
    tab.setAttribute('aria-selected', String(selected));
    tab.tabIndex = selected ? 0 : -1;
  }
  $('builder-panel').setAttribute('aria-labelledby', `tab-${made.id}`);
  $('builder-text').textContent = made.text;
  $('builder-note').textContent = made.note;
  showCommands();
}

// ------------------------------------------------------------------------------------------- the doctor, in steps 4 and 6

const EXAMINERS = {
  4: {pressed: 'check-setup', host: 'report-4', idle: 'Check this set-up', body: () => ({offline: true})},
  6: {pressed: 'examine', host: 'report-6', idle: 'Examine the login', body: () => ($('keep-trying').checked ? {wait: '12m'} : {})},
};

function startDoctor() {
  for (const examiner of Object.values(EXAMINERS)) {
    $(examiner.pressed).addEventListener('click', () => examiner.running ? examiner.running.abort() : examine(examiner));
  }
  $('keep-trying').addEventListener('change', showCommands);
}

/** One button starts and stops, so that the focus has a place all the while. */
async function examine(examiner) {
  if (unfilled()) {
    goTo(3, unfilled());
    return;
  }
  const [pressed, host] = [$(examiner.pressed), $(examiner.host)];
  const stop = new AbortController();
  examiner.running = stop;
  pressed.textContent = 'Stop';
  try {
    const {report} = await import('./doctor.js');
    const {configPath} = values();
    examiner.examined = examinedFields();
    const summary = await report(host, {...orgBody(), certPath: commands.certOf(values()), ...(!isUnsaved() && {configPath}), ...examiner.body()}, {
      signal: stop.signal, refusals: state.refusals,
      keepTrying: examiner === EXAMINERS[6] && !$('keep-trying').checked ? keepTrying : undefined,
      mayFocus: () => [pressed, document.body, $(`title-${currentStep()}`)].includes(document.activeElement) && host.offsetParent !== null,
    });
    host.prepend(el('p', {className: 'muted stale', hidden: true}, 'Step 3 has changed since this report was made.'));
    showStale();
    if (summary?.diagnosis || summary?.checks.some(({check: name, state: ended}) => name === 'login' && ended === 'ok')) {
      noteLogin(!summary.diagnosis);
      changed();
    }
  } catch {
    show(host, notice('error', 'The report could not be loaded', paragraph('Reload the page; if that does not help, start sfjwt ui again.')));
    host.hidden = false;
  } finally {
    examiner.running = null;
    pressed.textContent = examiner.idle;
  }
}

const examinedFields = () => JSON.stringify([orgBody(), valueOf('certPath')]);

/** A report is about what stood in step 3 when it was made. */
function showStale() {
  for (const {host, examined} of Object.values(EXAMINERS)) {
    const stale = $(host).querySelector('.stale');
    if (stale) {
      stale.hidden = examined === examinedFields();
    }
  }
}

function keepTrying() {
  $('keep-trying').checked = true;
  showCommands();
  $('examine').focus();
  examine(EXAMINERS[6]);
}

/** From a refusal in step 4: the whole report, in step 6. */
function askWhy() {
  goTo(6);
  EXAMINERS[6].running ?? examine(EXAMINERS[6]);
}

// --------------------------------------------------------------------------------------------------- 6 troubleshooting

function startTroubleshooting() {
  $('search').addEventListener('input', filterRefusals);
}

function showRefusals() {
  show($('refusals'), ...state.refusals.map(({said, meaning, causes}) => el('details', {},
    el('summary', {}, el('span', {}, ...said.map(({error, description}) =>
      el('span', {className: 'said'}, code(error), ` ${description}`)))),
    paragraph(meaning),
    el('ol', {className: 'causes'}, ...causes.map(({why, fix}) => el('li', {}, el('b', {}, sentence(why)), el('p', {}, sentence(fix))))))));
  filterRefusals();
}

/** A pasted error finds its row; else every word has to occur somewhere in a row. */
function filterRefusals() {
  const normal = text => text.toLowerCase().replaceAll('’', '\'').replace(/[^a-z0-9_']+/g, ' ').trim();
  const wanted = normal($('search').value);
  const rows = [...$('refusals').querySelectorAll('details')];
  const said = rows.filter(row => normal(row.querySelector('summary').textContent).includes(wanted));
  const found = wanted && said.length > 0 ? said
    : rows.filter(row => wanted.split(' ').every(word => normal(row.textContent).includes(word)));
  rows.forEach(row => {
    row.hidden = !found.includes(row);
  });
  $('search-count').textContent = rows.length === 0 ? '' : found.length === 0
    ? 'None of the known errors has all these words. Try fewer.' : `${found.length} of ${rows.length} errors`;
}

// ------------------------------------------------------------------------------------------------- server and start

function showStatus() {
  const {java, openssl, sf, sfdx, sfjwt} = state.status;
  const text = (value, more) => typeof value === 'string' ? version(value) : value === false ? `not found${more}` : '…';
  pill('pill-java', 'Java', java, 'error');
  pill('pill-sf', 'sf CLI', sf, 'none');
  $('machine-java').textContent = text(java, '');
  $('machine-sfjwt').textContent = text(sfjwt, '');
  $('machine-sf').textContent = text(sf, ', optional');
  $('machine-sfdx').textContent = text(sfdx, ', optional');
  $('machine-openssl').textContent = text(openssl, ', not needed');
}

/** The number in what a tool says of itself. */
const version = said => /\d+(\.\w+)*/.exec(said)?.[0] ?? said;

function pill(id, name, value, whenMissing) {
  $(id).dataset.status = typeof value === 'string' ? 'done' : value === false ? whenMissing : 'todo';
  $(id).textContent = typeof value === 'string' ? `${name} ${version(value)}` : value === false ? `${name} not found` : `${name} …`;
}

/** Versions are looked for in the background: asked again until all are known. */
async function readStatus() {
  try {
    state.status = await server.get('/api/status');
  } catch {
    return;
  }
  showStatus();
  if (['java', 'openssl', 'sf', 'sfdx', 'sfjwt'].some(tool => state.status[tool] === null)) {
    setTimeout(readStatus, 700);
  }
}

/** What jwt.json says, and what lies at the key that it names, or at the one that was typed since. */
async function readDisk() {
  const path = `/api/config?path=${encodeURIComponent(valueOf('configPath') || './jwt.json')}`;
  const typedKey = 'privateKeyFile' in draft && valueOf('privateKeyFile');
  const answer = typedKey && await server.get(`${path}&key=${encodeURIComponent(typedKey)}`).catch(() => null);
  try {
    const {exists, config, problem, key, certificate, keyMatches} = answer || await server.get(path);
    const found = certificate.exists && !certificate.problem ? certificate : null;
    state.disk = {known: true, config: exists && config ? config : undefined, problem, keyFound: key.exists, keyPath: key.path,
      keyProblem: key.problem, certificate: found, crtContent: found?.crtContent, matches: keyMatches};
  } catch (refused) {
    state.disk = {known: true, problem: refused.answer};
  }
  const {config} = state.disk;
  if (config) {
    Object.entries(formOf(config)).filter(([id]) => !(id in draft)).forEach(([id, value]) => setValue(id, value));
    $('myDomain').value = valueOf('loginUrl');
  }
  showCertificate();
  showDisk();
  showSetupLink();
  changed();
}

/** @param status what is awaited so that step 2 appears at once and whole */
async function readGuide(status) {
  const [guide, {errors}] = await Promise.all([server.get('/api/guide'), server.get('/api/errors'), status]);
  state.guide = guide;
  state.refusals = errors;
  commands.useProgram(guide.steps[0].commands[0].split(' generate-certs')[0]);
  showPhases();
  showRefusals();
  show($('references'), ...guide.references.map(({title, url}) => el('li', {},
    el('a', {href: url, target: '_blank', rel: 'noreferrer noopener'}, title, icon('external'), el('span', {className: 'sr'}, ' (in a new tab)')))));
}

const CONNECTION = {open: ['done', 'Connected'], stopped: ['error', 'Server stopped'], stranger: ['error', 'Server restarted']};

function onConnection(now) {
  const [status, text] = CONNECTION[now];
  $('connection').dataset.status = status;
  if ($('connection-text').textContent !== text) {
    $('connection-text').textContent = text;
  }
  $('banner').hidden = now === 'open';
  const said = {
    stopped: ['The server has stopped. Nothing on disk is lost. Start it again with ', code('sfjwt ui'), ' and open the address that it prints.'],
    stranger: ['The server was started anew. Open the address that it printed in the terminal.'],
  }[now];
  if (said && $('banner').dataset.now !== now) {
    show($('banner'), icon('alert'), el('p', {}, ...said));
  }
  $('banner').dataset.now = now;
}

function onEvent(event) {
  if (event.operation === running.generate && event.step) {
    showProgressStep(event);
  }
}

/** A newcomer starts with step 1; who comes back goes on where something is left to do. */
function resume(wantedStep) {
  if (wantedStep || certificateState()[0] !== 'done') {
    return;
  }
  const open = [2, 3, 4].find(step => document.querySelector(`[data-nav="${step}"]`).dataset.status !== 'done') ?? 5;
  const configured = state.disk.config && !isUnsaved();
  location.replace(`#step-${configured ? Math.max(open, 4) : open}`);
}

async function start() {
  startTheme();
  if (!server.hasToken()) {
    document.querySelectorAll('.step').forEach(section => {
      section.hidden = section.id !== 'closed';
    });
    document.querySelector('.path').hidden = true;
    $('connection-text').textContent = 'Not connected';
    addEventListener('hashchange', () => server.takeNewToken() && location.reload());
    return;
  }
  state.login = stored(sessionStorage, 'login', null);
  const wantedStep = stepOf(location.hash);
  startForms();
  startCommands();
  startBuilder();
  startGenerate();
  startApp();
  startConfig();
  startToken();
  startDoctor();
  startTroubleshooting();
  showCertificate();
  showDisk();
  showSetupLink();
  showStates();
  startSteps();
  server.watch(onEvent, onConnection);
  const status = readStatus();
  await Promise.allSettled([readGuide(status), readDisk()]);
  changed();
  if (currentStep() === 4) {
    showClaims();
  }
  resume(wantedStep);
}

start();

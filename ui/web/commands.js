/**
 * The commands that do the same as this page, as text for a shell or a CI system. Pure: values in, text out.
 */

const isBare = value => /^[A-Za-z0-9_./:@+-]+$/.test(value) && !value.startsWith('@');

/** The same rules as lib/text/ShellQuote.java. */
export const quoteFor = {
  sh: value => (isBare(value) ? value : `'${value.replaceAll("'", "'\\''")}'`),
  powershell: value => (isBare(value) ? value : powershellString(value))
};

/** PowerShell takes the typographic single quotes for quotes too. */
const powershellString = value => `'${value.replace(/['\u2018\u2019\u201A\u201B]/g, '$&$&')}'`;

const LONGEST_LINE = 64;

/**
 * @param words the command itself, as it stands
 * @param options pairs of a flag and its value: text, true for a flag alone, or undefined to leave it out
 */
export function line(shell, words, options) {
  const given = options.filter(([, value]) => value !== undefined && value !== false);
  const parts = [words, ...given.map(([flag, value]) => option(shell, flag, value))];
  const oneLine = parts.join(' ');
  return oneLine.length <= LONGEST_LINE ? oneLine : parts.join(shell === 'sh' ? ' \\\n  ' : ' `\n  ');
}

function option(shell, flag, value) {
  if (value === true) {
    return flag;
  }
  // as one word where the value alone could be taken for a flag, or be dropped by Windows PowerShell
  if (flag && (value === '' || value.startsWith('-'))) {
    return `${flag}=${value === '' ? "''" : quoteFor[shell](value)}`;
  }
  return `${flag} ${quoteFor[shell](value)}`.trim();
}

const unless = (usual, value) => (value === usual || value === usual.replace(/^\.\//, '') ? undefined : value);

const GENERATE = [
  ['--output', 'outputDir', './certs'],
  ['--country', 'country', 'US'],
  ['--state', 'state', 'California'],
  ['--city', 'city', 'San Francisco'],
  ['--org', 'org', 'MyCompany'],
  ['--unit', 'unit', 'Engineering'],
  ['--name', 'commonName', 'salesforce-jwt'],
  ['--email', 'email', 'admin@example.com'],
  ['--days', 'days', '365'],
  ['--key-size', 'keySize', '2048']
];

/** Where the login goes: what was typed, or Salesforce's host for the kind of org. */
export function loginUrl(values) {
  if (!values.loginUrl) {
    return `https://${values.sandbox ? 'test' : 'login'}.salesforce.com`;
  }
  return values.loginUrl.includes('://') ? values.loginUrl : `https://${values.loginUrl}`;
}

export const known = values => ({
  ...values,
  consumerKey: values.consumerKey || 'YOUR_CONSUMER_KEY',
  username: values.username || 'you@example.com',
  privateKeyFile: values.privateKeyFile || './certs/server.key'
});

export const generate = (shell, {values, force}) =>
  line(shell, 'sfjwt generate-certs', [
    ...GENERATE.map(([flag, name, usual]) => [flag, unless(usual, values[name])]),
    ['--reuse-key', values.reuseKey],
    ['--force', force]
  ]);

export const verify = (shell, {values}) =>
  line(shell, 'sfjwt verify-key', [
    ['', known(values).privateKeyFile],
    ['--cert', values.certPath || undefined]
  ]);

const profile = ({profileName}) => ['--profile', profileName || undefined];

export const setup = (shell, {values, force}) =>
  line(shell, 'sfjwt setup-config', [
    ['--output', unless('./jwt.json', values.configPath)],
    profile(values),
    ['--consumer-key', known(values).consumerKey],
    ['--username', known(values).username],
    ['--key-file', unless('./certs/server.key', known(values).privateKeyFile)],
    ['--login-url', values.loginUrl || undefined],
    ['--sandbox', values.sandbox],
    ['--audience', values.audience || undefined],
    ['--expires-in', unless('300', values.expiresIn)],
    ['--force', force]
  ]);

export const steps = () => 'sfjwt steps';

/**
 * Which login is meant.
 *
 * @param saved the jwt.json on disk, or undefined
 * @param unsaved whether the form says something else than it; then flags say it all, as the file still counts
 */
function login({values, saved, unsaved}) {
  if (!unsaved) {
    return [['--config', unless('./jwt.json', values.configPath)], profile(values)];
  }
  return [
    ['--consumer-key', known(values).consumerKey],
    ['--username', known(values).username],
    ['--key-file', known(values).privateKeyFile],
    ['--login-url', values.loginUrl || saved ? loginUrl(values) : undefined],
    ['--sandbox', !values.loginUrl && saved ? undefined : values.sandbox],
    ['--audience', values.audience || undefined],
    ['--expires-in', saved ? values.expiresIn : unless('300', values.expiresIn)]
  ];
}

export const token = (shell, state, more = []) => line(shell, 'sfjwt get-token', [...login(state), ...more]);

/** The certificate that doctor finds by itself lies beside the key. */
export function certOf({certPath, privateKeyFile}) {
  const bare = path => path.replace(/^\.\//, '');
  const beside = bare(privateKeyFile).replace(/[^/]*$/, 'server.crt');
  return certPath === '' || bare(certPath) === beside ? undefined : certPath;
}

export const doctor = (shell, state) =>
  line(shell, 'sfjwt doctor', [
    ...login(state),
    ['--cert', certOf(state.values)],
    ['--wait', state.wait ? '12m' : undefined],
    ['--try-audience', state.tryAudience]
  ]);

export const checkSetup = (shell, state) =>
  line(shell, 'sfjwt doctor', [...login(state), ['--cert', certOf(state.values)], ['--offline', true]]);

export function tokenVariable(shell, state) {
  const command = token(shell, state, [['--token-only', true]]);
  return shell === 'sh' ? `TOKEN=$(${command})` : `$TOKEN = ${command}`;
}

export function logout(shell, {values}) {
  const user = quoteFor[shell](known(values).username);
  return (
    `# this org\nsf org logout --target-org ${user} --no-prompt\n\n# all orgs\nsf org logout --all --no-prompt\n\n` +
    `# the old sfdx: this org, all orgs\nsfdx force:auth:logout -u ${user}\nsfdx force:auth:logout -a -p`
  );
}

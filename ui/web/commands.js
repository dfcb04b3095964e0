/**
 * The commands that do the same as this page, as text for a shell or a CI system. Pure: values in, text out.
 */

const isBare = value => /^[A-Za-z0-9_./:@+-]+$/.test(value) && !value.startsWith('@');

/** The same rules as lib/text/ShellQuote.java. */
const quoteFor = {
  sh: value => isBare(value) ? value : `'${value.replaceAll("'", "'\\''")}'`,
  powershell: value => isBare(value) ? value : powershellString(value),
};

/** PowerShell takes the typographic single quotes for quotes too. */
const powershellString = value => `'${value.replace(/['\u2018\u2019\u201A\u201B]/g, '$&$&')}'`;

const yamlString = value => `'${value.replaceAll("'", "''")}'`;

const LONGEST_LINE = 64;

let program = 'sfjwt';

/** How sfjwt is run here. */
export function useProgram(words) {
  program = words;
}

/**
 * @param words the command itself, as it stands
 * @param options pairs of a flag and its value: text, true for a flag alone, or undefined to leave it out
 */
function line(shell, words, options) {
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

const unless = (usual, value) => value === usual || value === usual.replace(/^\.\//, '') ? undefined : value;

const GENERATE = [['--output', 'outputDir', './certs'], ['--country', 'country', 'US'], ['--state', 'state', 'California'],
  ['--city', 'city', 'San Francisco'], ['--org', 'org', 'MyCompany'], ['--unit', 'unit', 'Engineering'],
  ['--name', 'commonName', 'salesforce-jwt'], ['--email', 'email', 'admin@example.com'], ['--days', 'days', '365'],
  ['--key-size', 'keySize', '2048']];

/** Where the login goes: what was typed, or Salesforce's host for the kind of org. */
export function loginUrl(values) {
  if (!values.loginUrl) {
    return `https://${values.sandbox ? 'test' : 'login'}.salesforce.com`;
  }
  return values.loginUrl.includes('://') ? values.loginUrl : `https://${values.loginUrl}`;
}

const known = values => ({...values, consumerKey: values.consumerKey || 'YOUR_CONSUMER_KEY',
  username: values.username || 'you@example.com', privateKeyFile: values.privateKeyFile || './certs/server.key'});

export const generate = (shell, {values, force}) => line(shell, `${program} generate-certs`, [
  ...GENERATE.map(([flag, name, usual]) => [flag, unless(usual, values[name])]),
  ['--reuse-key', values.reuseKey], ['--force', force]]);

export const verify = (shell, {values}) => line(shell, `${program} verify-key`, [
  ['', known(values).privateKeyFile], ['--cert', values.certPath || undefined]]);

export const setup = (shell, {values, force}) => line(shell, `${program} setup-config`, [
  ['--output', unless('./jwt.json', values.configPath)], ['--consumer-key', known(values).consumerKey],
  ['--username', known(values).username], ['--key-file', unless('./certs/server.key', known(values).privateKeyFile)],
  ['--login-url', values.loginUrl || undefined], ['--sandbox', values.sandbox],
  ['--audience', values.audience || undefined], ['--expires-in', unless('300', values.expiresIn)], ['--force', force]]);

export const steps = () => `${program} steps`;

/**
 * Which login is meant.
 *
 * @param saved the jwt.json on disk, or undefined
 * @param unsaved whether the form says something else than it; then flags say it all, as the file still counts
 */
function login({values, saved, unsaved}) {
  if (!unsaved) {
    return [['--config', unless('./jwt.json', values.configPath)]];
  }
  return [['--consumer-key', known(values).consumerKey],
    ['--username', known(values).username], ['--key-file', known(values).privateKeyFile],
    ['--login-url', values.loginUrl || saved ? loginUrl(values) : undefined],
    ['--sandbox', !values.loginUrl && saved ? undefined : values.sandbox],
    ['--audience', values.audience || undefined], ['--expires-in', saved ? values.expiresIn : unless('300', values.expiresIn)]];
}

export const token = (shell, state, more = []) => line(shell, `${program} get-token`, [...login(state), ...more]);

/** The certificate that doctor finds by itself lies beside the key. */
export function certOf({certPath, privateKeyFile}) {
  const bare = path => path.replace(/^\.\//, '');
  const beside = bare(privateKeyFile).replace(/[^/]*$/, 'server.crt');
  return certPath === '' || bare(certPath) === beside ? undefined : certPath;
}

export const doctor = (shell, state) => line(shell, `${program} doctor`, [...login(state),
  ['--cert', certOf(state.values)], ['--wait', state.wait ? '12m' : undefined]]);

export const checkSetup = (shell, state) => line(shell, `${program} doctor`, [...login(state),
  ['--cert', certOf(state.values)], ['--offline', true]]);

export function tokenVariable(shell, state) {
  const command = token(shell, state, [['--token-only', true]]);
  return shell === 'sh' ? `TOKEN=$(${command})` : `$TOKEN = ${command}`;
}

export function logout(shell, {values}) {
  const user = quoteFor[shell](known(values).username);
  return `# this org\nsf org logout --target-org ${user} --no-prompt\n\n# all orgs\nsf org logout --all --no-prompt\n\n`
    + `# the old sfdx: this org, all orgs\nsfdx force:auth:logout -u ${user}\nsfdx force:auth:logout -a -p`;
}

function environment(values) {
  const all = [['SFJWT_CONSUMER_KEY', known(values).consumerKey], ['SFJWT_USERNAME', known(values).username],
    ['SFJWT_LOGIN_URL', values.loginUrl], ['SFJWT_SANDBOX', values.sandbox && !values.loginUrl ? 'true' : ''],
    ['SFJWT_AUDIENCE', values.audience]];
  return all.filter(([, value]) => value);
}

const inYaml = (values, indent) => environment(values)
  .map(([name, value]) => `${indent}${name}: ${yamlString(value)}`).join('\n');

/** What the builder of step 5 can build, in the order of its tabs. */
export const BUILDS = [
  {
    id: 'sf', title: 'Salesforce CLI', shells: true,
    text: 'For sf, the current Salesforce CLI. It reads the key file again at every login, so leave it where it is.',
    note: 'For a sandbox it is the same command with the sandbox\'s My Domain, or https://test.salesforce.com, as --instance-url.',
    build: (shell, {values, alias, setDefault}) => line(shell, 'sf org login jwt', [
      ['--username', known(values).username], ['--jwt-key-file', known(values).privateKeyFile],
      ['--client-id', known(values).consumerKey], ['--instance-url', loginUrl(values)],
      ['--alias', alias || undefined], ['--set-default', setDefault]]),
  },
  {
    id: 'sfdx', title: 'Legacy sfdx', shells: true,
    text: 'For sfdx 7, which is no longer maintained.',
    note: 'Needs sfdx-cli; with the current CLI use the first tab.',
    build: (shell, {values, alias, setDefault}) => line(shell, 'sfdx force:auth:jwt:grant', [
      ['--username', known(values).username], ['--jwtkeyfile', known(values).privateKeyFile],
      ['--clientid', known(values).consumerKey], ['--instanceurl', loginUrl(values)],
      ['--setalias', alias || undefined], ['--setdefaultusername', setDefault]]),
  },
  {
    id: 'sfjwt', title: 'sfjwt', shells: true,
    text: 'A token without the Salesforce CLI, for scripts: --token-only prints it and nothing else.',
    note: 'It reads jwt.json; everything in it can be given as a flag or variable instead.',
    build: (shell, state) => `${token(shell, state)}\n${tokenVariable(shell, state)}`,
  },
  {
    id: 'environment', title: 'Environment', shells: true,
    text: 'With these variables sfjwt needs no jwt.json.',
    note: 'SFJWT_PRIVATE_KEY takes the key itself instead of a path; line breaks may be written as \\n.',
    build: (shell, {values}) => [...environment(values), ['SFJWT_PRIVATE_KEY_FILE', known(values).privateKeyFile]]
      .map(([name, value]) => shell === 'sh' ? `export ${name}=${quoteFor.sh(value)}`
        : `$env:${name} = ${powershellString(value)}`).join('\n'),
  },
  {
    id: 'github', title: 'GitHub Actions', shells: false,
    text: 'Save the content of server.key as the repository secret SFJWT_PRIVATE_KEY (Settings > Secrets and variables > Actions).',
    note: 'The token is masked before anything can print it. OWNER/REPO: where you keep sfjwt.',
    build: (_, {values}) => `name: Salesforce login
on: workflow_dispatch
permissions:
  contents: read
jobs:
  login:
    runs-on: ubuntu-latest
    steps:
      - uses: jbangdev/setup-jbang@main
      - name: Get an access token
        env:
${inYaml(values, '          ')}
          SFJWT_PRIVATE_KEY: \${{ secrets.SFJWT_PRIVATE_KEY }}
        run: |
          TOKEN=$(jbang sfjwt@OWNER/REPO get-token --token-only)
          echo "::add-mask::$TOKEN"
          # from here on: curl -H "Authorization: Bearer $TOKEN" …`,
  },
  {
    id: 'gitlab', title: 'GitLab CI', shells: false,
    text: 'Save server.key as the CI/CD variable SFJWT_PRIVATE_KEY_FILE of type File, protected.',
    note: 'Do not pass the token on in a dotenv artifact: those are stored unmasked. OWNER/REPO: where you keep sfjwt.',
    build: (_, {values}) => `salesforce-login:
  image: eclipse-temurin:25-jdk
  variables:
${inYaml(values, '    ')}
  before_script:
    - apt-get update -qq && apt-get install -qq -y curl
    - curl -Ls https://sh.jbang.dev | bash -s - app setup
  script:
    - |
      TOKEN=$(~/.jbang/bin/jbang sfjwt@OWNER/REPO get-token --token-only)
      # from here on: curl -H "Authorization: Bearer $TOKEN" …`,
  },
];

/** What step 5 builds from the form: commands and workflow files for other tools. Pure: values in, text out. */

import {known, line, loginUrl, powershellString, quoteFor, token, tokenVariable} from './commands.js';

const yamlString = value => `'${value.replaceAll("'", "''")}'`;

function environment(values) {
  const all = [
    ['SFJWT_CONSUMER_KEY', known(values).consumerKey],
    ['SFJWT_USERNAME', known(values).username],
    ['SFJWT_LOGIN_URL', values.loginUrl],
    ['SFJWT_SANDBOX', values.sandbox && !values.loginUrl ? 'true' : ''],
    ['SFJWT_AUDIENCE', values.audience]
  ];
  return all.filter(([, value]) => value);
}

const inYaml = (values, indent) =>
  environment(values)
    .map(([name, value]) => `${indent}${name}: ${yamlString(value)}`)
    .join('\n');

/** What the builder of step 5 can build, in the order of its tabs. */
export const BUILDS = [
  {
    id: 'sf',
    title: 'Salesforce CLI',
    shells: true,
    text: 'For sf, the current Salesforce CLI. It reads the key file again at every login, so leave it where it is.',
    note:
      "For a sandbox use the same command with the sandbox's My Domain, or https://test.salesforce.com, " +
      'as --instance-url.',
    build: (shell, {values, alias, setDefault}) =>
      line(shell, 'sf org login jwt', [
        ['--username', known(values).username],
        ['--jwt-key-file', known(values).privateKeyFile],
        ['--client-id', known(values).consumerKey],
        ['--instance-url', loginUrl(values)],
        ['--alias', alias || undefined],
        ['--set-default', setDefault]
      ])
  },
  {
    id: 'sfdx',
    title: 'Legacy sfdx',
    shells: true,
    text: 'For sfdx 7, which is no longer maintained.',
    note: 'Needs sfdx-cli; with the current CLI use the first tab.',
    build: (shell, {values, alias, setDefault}) =>
      line(shell, 'sfdx force:auth:jwt:grant', [
        ['--username', known(values).username],
        ['--jwtkeyfile', known(values).privateKeyFile],
        ['--clientid', known(values).consumerKey],
        ['--instanceurl', loginUrl(values)],
        ['--setalias', alias || undefined],
        ['--setdefaultusername', setDefault]
      ])
  },
  {
    id: 'sfjwt',
    title: 'sfjwt',
    shells: true,
    text: 'A token without the Salesforce CLI, for scripts: --token-only prints it and nothing else.',
    note: 'It reads jwt.json; everything in it can be given as a flag or variable instead.',
    build: (shell, state) => `${token(shell, state)}\n${tokenVariable(shell, state)}`
  },
  {
    id: 'environment',
    title: 'Environment',
    shells: true,
    text: 'With these variables sfjwt needs no jwt.json.',
    note: 'SFJWT_PRIVATE_KEY takes the key itself instead of a path; line breaks may be written as \\n.',
    build: (shell, {values}) =>
      [...environment(values), ['SFJWT_PRIVATE_KEY_FILE', known(values).privateKeyFile]]
        .map(([name, value]) =>
          shell === 'sh' ? `export ${name}=${quoteFor.sh(value)}` : `$env:${name} = ${powershellString(value)}`
        )
        .join('\n')
  },
  {
    id: 'github',
    title: 'GitHub Actions',
    shells: false,
    text:
      'Save the content of server.key as the repository secret SFJWT_PRIVATE_KEY ' +
      '(Settings > Secrets and variables > Actions).',
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
          # from here on: curl -H "Authorization: Bearer $TOKEN" …`
  },
  {
    id: 'gitlab',
    title: 'GitLab CI',
    shells: false,
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
      # from here on: curl -H "Authorization: Bearer $TOKEN" …`
  }
];

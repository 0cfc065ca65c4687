// npm test: every suite, those that use a database on a real Postgres and what every query goes through again on the
// embedded one (where no Postgres is found, all of them there), and the built product in a browser. The last line is the
// sum. A suite whose tool is missing is skipped with one line that says how to get it; with CI=true nothing may be skipped.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { findChromium, startPostgres } from './helpers/tools.mjs'

const root = resolve(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'preau-run-'))
const isStrict = process.env.CI === 'true'
const sum = { passed: 0, failed: 0 }
const howToGetPostgres = 'no Postgres was found: apt-get install postgresql, or set TEST_DATABASE_URL'

process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

/** @type {{ name: string, seconds: number }[]} */
const slow = []

const database = process.env.TEST_DATABASE_URL ? null : await startPostgres()
const url = process.env.TEST_DATABASE_URL || database?.url
const withoutServer = ['--project', 'pure', '--project', 'client', '--project', 'relay']
await suite('on the embedded database', () =>
  vitest('embedded', [...withoutServer, '--project', url ? 'embedded' : 'server'], { TEST_DATABASE_URL: '' }),
)
await suite('on a Postgres server', () =>
  url ? vitest('server', ['--project', 'server'], { TEST_DATABASE_URL: url }) : skip(howToGetPostgres),
)
await database?.stop()
await suite('in a browser', inBrowser)

printSlowest()
if (sum.passed + sum.failed === 0) sum.failed = 1
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exit(sum.failed === 0 ? 0 : 1)

/** @param {string} name @param {() => Promise<void>} run A thrown error is a failure of the suite, not of the sum. */
async function suite(name, run) {
  console.log(`\n── Tests ${name}`)
  try {
    await run()
  } catch (error) {
    console.error(error)
    sum.failed += 1
  }
}

async function inBrowser() {
  const folder = join(root, 'test/e2e')
  const hasTests = existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.spec.ts'))
  if (!hasTests) return skip('test/e2e holds no tests yet')
  const chromium = findChromium()
  if (!chromium) return skip('no Chromium was found: apt-get install chromium, or set CHROMIUM_PATH')
  const report = join(scratch, 'browser.json')
  const code = await run(['playwright', 'test', '--reporter=list,json'], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  })
  const { stats, suites = [] } = readReport(report) ?? {}
  for (const { file, specs = [], suites: inner = [] } of suites) {
    const all = [...specs, ...inner.flatMap((one) => one.specs ?? [])]
    const tries = all.flatMap((spec) => spec.tests.flatMap((one) => one.results))
    slow.push({ name: `${file} (browser)`, seconds: tries.reduce((sum, { duration }) => sum + duration, 0) / 1000 })
  }
  if (stats?.flaky) console.log(`${stats.flaky} browser tests passed only at the second try`)
  add(stats && stats.expected + stats.flaky, stats?.unexpected, code)
}

/** @param {string} name @param {string[]} flags @param {Record<string, string>} variables */
async function vitest(name, flags, variables) {
  const report = join(scratch, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await run(['vitest', 'run', ...reporters, ...flags], variables)
  const counts = readReport(report)
  for (const { name: file, startTime, endTime } of counts?.testResults ?? [])
    slow.push({ name: `${relative(root, file)} (${name})`, seconds: (endTime - startTime) / 1000 })
  add(counts?.numPassedTests, counts?.numFailedTests, code)
}

/** Where the next minute is to be saved. */
function printSlowest() {
  console.log('\n── The slowest twenty files, seconds')
  const slowest = slow.toSorted((one, other) => other.seconds - one.seconds).slice(0, 20)
  for (const { name, seconds } of slowest) console.log(`${seconds.toFixed(1).padStart(7)}  ${name}`)
}

/**
 * A suite that ended badly without a failed test (a file that does not load, an unhandled error) is one failure.
 * @param {number | undefined} passed @param {number | undefined} failed @param {number} code
 */
function add(passed = 0, failed = 0, code) {
  sum.passed += passed
  sum.failed += code !== 0 && failed === 0 ? 1 : failed
}

/** @param {string} reason */
function skip(reason) {
  console.log(`skipped: ${reason}`)
  if (isStrict) sum.failed += 1
}

/** @param {string} path */
function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

/** @param {string[]} command @param {Record<string, string>} variables @returns {Promise<number>} */
function run([command = '', ...parameters], variables) {
  return new Promise((done) => {
    const child = spawn(join(root, 'node_modules/.bin', command), parameters, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...variables },
    })
    child.on('error', () => done(1))
    child.on('exit', (code) => done(code ?? 1))
  })
}

// npm test: every suite, those that use a database on a real Postgres and what every query goes through again on the
// embedded one (where no Postgres is found, all of them there), and the built product in a browser. The last line is the
// sum. A suite whose tool is missing is skipped with one line that says how to get it; with CI=true nothing may be skipped.
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { judgeTries, specsOf } from './e2e/second-tries.mjs'
import { findChromium, findFirefox, findWebKit, startPostgres } from './helpers/tools.mjs'

const root = resolve(import.meta.dirname, '..')
const scratch = mkdtempSync(join(roomyMemory() ?? tmpdir(), 'preau-run-'))
const isStrict = process.env.CI === 'true'
const sum = { passed: 0, failed: 0 }
const howToGetPostgres = 'no Postgres was found: apt-get install postgresql, or set TEST_DATABASE_URL'

// Whatever a test writes goes there. Postgres, which is another user, passes through.
chmodSync(scratch, 0o711)
process.env.TMPDIR = scratch
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

/** @type {{ name: string, seconds: number, loading?: number }[]} */
const slow = []
const startedAt = Date.now()

const database = process.env.TEST_DATABASE_URL ? null : await startPostgres()
const url = process.env.TEST_DATABASE_URL || database?.url
// All in one run, so that no processor waits for the end of one suite before the next begins.
await suite(url ? 'on a Postgres server and on the embedded database' : 'on the embedded database', () =>
  vitest(['pure', 'client', 'drawn', 'relay', 'server', ...(url ? ['embedded'] : [])], {
    TEST_DATABASE_URL: url ?? '',
  }),
)
if (!url) skip(howToGetPostgres)
await database?.stop()
await suite('in a browser', inBrowser)

printSlowest()
if (sum.passed + sum.failed === 0) sum.failed = 1
console.log(`${secondsSince(startedAt)} s in all`)
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exit(sum.failed === 0 ? 0 : 1)

/** A folder in memory: every commit of a test waits for the disk otherwise, and no test is about that. Null where it is small. */
function roomyMemory() {
  const folder = '/dev/shm'
  const needed = 6 * 2 ** 30
  if (!existsSync(folder)) return null
  const { bavail, bsize } = statfsSync(folder)
  return Math.min(bavail * bsize, freemem()) > needed ? folder : null
}

/** @param {string} name @param {() => Promise<void>} run A thrown error is a failure of the suite, not of the sum. */
async function suite(name, run) {
  const started = Date.now()
  console.log(`\n── Tests ${name}`)
  try {
    await run()
  } catch (error) {
    console.error(error)
    sum.failed += 1
  }
  console.log(`${secondsSince(started)} s: tests ${name}`)
}

async function inBrowser() {
  const folder = join(root, 'test/e2e')
  const hasTests = existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.spec.ts'))
  if (!hasTests) return skip('test/e2e holds no tests yet')
  if (!findChromium()) return skip('no Chromium was found: apt-get install chromium, or set CHROMIUM_PATH')
  if (!findFirefox()) skip('no Firefox was found: apt-get install firefox-esr, or set FIREFOX_PATH')
  if (!findWebKit()) skip('no WebKitGTK with its driver was found: apt-get install webkit2gtk-driver xvfb')
  const report = join(scratch, 'browser.json')
  const code = await run(['playwright', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  })
  const { stats, suites = [] } = readReport(report) ?? {}
  for (const file of suites) {
    const tries = specsOf(file).flatMap((spec) => spec.tests.flatMap((one) => one.results))
    slow.push({
      name: `${file.title} (browser)`,
      seconds: tries.reduce((sum, { duration }) => sum + duration, 0) / 1000,
    })
  }
  const { failures, notes } = judgeTries(suites)
  for (const line of [...notes, ...failures]) console.log(line)
  add(stats && stats.expected + notes.length, stats && stats.unexpected + failures.length, code)
}

/** @param {string[]} projects @param {Record<string, string>} variables */
async function vitest(projects, variables) {
  const report = join(scratch, 'vitest.json')
  const reporters = ['--reporter=default', `--reporter=${join(root, 'test/helpers/sums-reporter.mjs')}`]
  const chosen = projects.flatMap((name) => ['--project', name])
  const code = await run(['vitest', 'run', ...reporters, ...chosen], { ...variables, SUMS: report })
  const sums = readReport(report) ?? []
  for (const name of projects) {
    const files = sums.filter(({ project }) => project === name)
    const [tests, took, loading] = ['passed', 'seconds', 'loading'].map((key) => total(files, key))
    console.log(
      `${name}: ${tests} passed in ${files.length} files, ${took.toFixed(0)} s, ${loading.toFixed(0)} of them to load`,
    )
  }
  for (const { file, project, seconds, loading } of sums) slow.push({ name: `${file} (${project})`, seconds, loading })
  add(total(sums, 'passed'), total(sums, 'failed'), code)
}

/** @param {Record<string, number>[]} files @param {string} key */
function total(files, key) {
  return files.reduce((sum, file) => sum + (file[key] ?? 0), 0)
}

/** @param {number} since */
function secondsSince(since) {
  return ((Date.now() - since) / 1000).toFixed(0)
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

// npm run verify: everything that needs no database and no browser, in well under a minute. The last line is the sum.
// With --static, what `npm test` has not run already: all of it but the pure tests.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { judge, readArrows, tableText } from './arrows/arrows.mjs'

/** @typedef {{ isFine: boolean, text: string }} Outcome */
/** @typedef {[name: string, check: () => Outcome | Promise<Outcome>]} Step */

const root = resolve(import.meta.dirname, '..')
const bin = join(root, 'node_modules/.bin')
const cache = join(root, 'node_modules/.cache/preau')
const sum = { passed: 0, failed: 0 }
const startedAt = Date.now()
/** The compiler keeps what it found, and looks again at what has changed since and at what hangs on that. */
const types = ['-p', '.', '--incremental', '--tsBuildInfoFile', join(cache, 'types.tsbuildinfo')]

// Types of the messages are made from the catalogues, and not kept.
await step(['catalogues', () => run(process.execPath, ['client/locales/generate.mjs'])])
/** As many at once as there are processors, the longest first. @type {Step[]} */
const steps = [
  ...pureTests(),
  ['lint and cycles', () => tool('oxlint', '--type-aware', '--deny-warnings')],
  ['types', () => tool('tsc', ...types)],
  ['dead code', () => tool('knip', '--cache', '--cache-location', join(cache, 'knip'))],
  ['the migrations are in step with the schema', migrationsFitSchema],
  ['functions and files are short', sizesAreKept],
  ['arrows between rooms', keepsToTheTable],
  ['styles use what every browser of the floor has', stylesFitFloors],
  ['format', () => tool('oxfmt', '--check')],
  ['every rule of the relay is cited by a test', citesEveryRule],
]
await Promise.all(Array.from({ length: availableParallelism() }, work))

console.log(`\n${seconds(startedAt)} s in all`)
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exit(sum.failed === 0 ? 0 : 1)

async function work() {
  for (let next = steps.shift(); next !== undefined; next = steps.shift()) await step(next)
}

/** Says what became of it when it is over, so that what runs beside it does not mix with it. @param {Step} step */
async function step([name, check]) {
  const started = Date.now()
  const { isFine, text } = await check()
  sum[isFine ? 'passed' : 'failed'] += 1
  const said = text.trim()
  console.log(`\n── ${name}${said === '' ? '' : `\n${said}`}`)
  console.log(`${isFine ? 'ok' : 'FAILED'}: ${name}, ${seconds(started)} s`)
}

/** @param {number} since */
function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1)
}

/** @returns {Step[]} */
function pureTests() {
  if (process.argv.includes('--static')) return []
  const projects = ['--project', 'pure', '--project', 'client', '--project', 'drawn']
  return [['pure tests', () => tool('vitest', 'run', '--reporter=dot', ...projects)]]
}

/** @param {string} name @param {string[]} parameters */
function tool(name, ...parameters) {
  return run(join(bin, name), parameters)
}

/** Chrome, Firefox and Safari as old as README.md says. */
function stylesFitFloors() {
  return tool('stylelint', '--config', 'test/floors.stylelint.mjs', 'client/**/*.css')
}

/** @param {string} command @param {string[]} parameters @returns {Promise<Outcome>} */
function run(command, parameters) {
  return new Promise((done) => {
    const child = spawn(command, parameters, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], timeout: 300_000 })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (more) => (text += more))
    child.on('error', (error) => done({ isFine: false, text: String(error) }))
    child.on('close', (code) => done({ isFine: code === 0, text }))
  })
}

/** Prints the table, so that a log shows what it was held to. */
function keepsToTheTable() {
  const arrows = readArrows()
  const wrong = judge(arrows)
  return { isFine: wrong.length === 0, text: [tableText(), `${arrows.length} imports`, ...wrong].join('\n') }
}

/** With no line allowed, the linter names every function and every file with its length. */
async function sizesAreKept() {
  const [product, tests] = [await lengthsIn('client', 'server', 'collab', 'db'), await lengthsIn('test')]
  const functions = product.functions.toSorted((a, b) => a - b)
  const usual = functions[Math.floor(functions.length * 0.9)] ?? Infinity
  const [longest = Infinity] = functions.slice(-1)
  const long = product.files.filter((lines) => lines > 300).length
  const longestTest = Math.max(...tests.files)
  const text = [
    `${functions.length} functions of the product: nine of ten within ${usual} lines, none over ${longest}`,
    `${product.files.length} files of the product, ${long} of them over 300 lines`,
    `${tests.files.length} files of tests, none over ${longestTest} lines`,
    'at most: 20 lines for nine functions of ten, 80 for one, 3 files over 300, 400 for a test',
  ].join('\n')
  return { isFine: usual <= 20 && longest <= 80 && long <= 3 && longestTest <= 400, text }
}

/** Lines without blank ones and comments for functions, all lines for files. @param {string[]} areas */
async function lengthsIn(...areas) {
  // What is said in the demonstration is data, in the shape of functions.
  const { text } = await tool(
    'oxlint',
    '-c',
    'test/sizes.json',
    '-f',
    'json',
    '--ignore-pattern',
    'server/demo/content/**',
    ...areas,
  )
  const numbers = (/** @type {RegExp} */ said) => [...text.matchAll(said)].map((match) => Number(match[1]))
  return {
    functions: numbers(/function[^"]*?too many lines \((\d+)\)/g),
    files: numbers(/file[^"]*?too many lines \((\d+)\)/gi),
  }
}

/** Rules stand as `**n.**` in collab/SPEC.md; a test cites one as `SPEC n`. */
function citesEveryRule() {
  const spec = join(root, 'collab/SPEC.md')
  if (!existsSync(spec)) return complain('collab/SPEC.md is missing')
  const rules = [...readFileSync(spec, 'utf8').matchAll(/^\W*\*\*(\d+)\.\*\*/gm)].map((match) => match[1])
  const cited = new Set()
  for (const name of readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })) {
    if (!/\.(test|spec)\.tsx?$/.test(name)) continue
    const text = readFileSync(join(root, 'test', name), 'utf8')
    for (const [, list = ''] of text.matchAll(/\bSPEC (\d+(?:\s*,\s*\d+)*)/g))
      for (const rule of list.split(',')) cited.add(rule.trim())
  }
  const missing = rules.filter((rule) => !cited.has(rule))
  const unknown = [...cited].filter((rule) => !rules.includes(rule))
  if (rules.length === 0) return complain('collab/SPEC.md holds no rule')
  if (unknown.length > 0) return complain(`tests cite rules that do not exist: ${unknown.join(', ')}`)
  if (missing.length > 0) return complain(`no test cites these rules: ${missing.join(', ')}`)
  return { isFine: true, text: `${rules.length} rules` }
}

/** drizzle-kit, let loose on a copy, must find nothing to write. */
async function migrationsFitSchema() {
  const scratch = mkdtempSync(join(root, 'node_modules/.preau-migrations-'))
  try {
    cpSync(join(root, 'db/migrations'), scratch, { recursive: true })
    const before = readdirSync(scratch).length
    const options = ['--dialect=postgresql', '--casing=snake_case', '--schema=./db/schema/*.ts']
    const made = await tool('drizzle-kit', 'generate', ...options, `--out=./${relative(root, scratch)}`)
    if (!made.isFine) return made
    const isSame = readdirSync(scratch).length === before
    return isSame ? { isFine: true, text: '' } : complain('the schema changed: run npm run db:generate')
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** @param {string} text @returns {Outcome} */
function complain(text) {
  return { isFine: false, text }
}

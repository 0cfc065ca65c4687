// npm run verify: everything that needs no database and no browser, in about a minute. The last line is the sum.
// With --static, what `npm test` has not run already: all of it but the pure tests.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { judge, readArrows, tableText } from './arrows/arrows.mjs'

const root = resolve(import.meta.dirname, '..')
const bin = join(root, 'node_modules/.bin')
const sum = { passed: 0, failed: 0 }

// Types of the messages are made from the catalogues, and not kept.
step('catalogues', () => runNode('client/locales/generate.mjs'))
step('format', () => run('oxfmt', '--check'))
step('arrows between rooms', keepsToTheTable)
step('lint and cycles', () => run('oxlint', '--type-aware', '--deny-warnings'))
step('nine functions of ten are short', functionsAreShort)
step('types', () => run('tsc', '-p', '.'))
step('dead code', () => run('knip'))
step('every rule of the relay is cited by a test', citesEveryRule)
step('the migrations are in step with the schema', migrationsFitSchema)
if (!process.argv.includes('--static'))
  step('pure tests', () => run('vitest', 'run', '--project', 'pure', '--project', 'client', '--passWithNoTests'))

console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exit(sum.failed === 0 ? 0 : 1)

/** @param {string} name @param {() => boolean} check */
function step(name, check) {
  console.log(`\n── ${name}`)
  const started = Date.now()
  const isFine = check()
  sum[isFine ? 'passed' : 'failed'] += 1
  console.log(`${isFine ? 'ok' : 'FAILED'}: ${name}, ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

/** @param {string} script */
function runNode(script) {
  return spawnSync(process.execPath, [join(root, script)], { cwd: root, stdio: 'inherit' }).status === 0
}

/** @param {string} command @param {string[]} parameters */
function run(command, ...parameters) {
  return spawnSync(join(bin, command), parameters, { cwd: root, stdio: 'inherit' }).status === 0
}

/** Prints the table, so that a log shows what it was held to. */
function keepsToTheTable() {
  const arrows = readArrows()
  const wrong = judge(arrows)
  console.log(`${tableText()}\n${arrows.length} imports`)
  return wrong.length === 0 || complain(wrong.join('\n'))
}

/** With no line allowed, the linter names every function and its length. */
function functionsAreShort() {
  const { stdout } = spawnSync(
    join(bin, 'oxlint'),
    ['-c', 'test/function-lengths.json', '-f', 'json', 'client', 'server', 'collab', 'db'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 },
  )
  const lengths = [...stdout.matchAll(/too many lines \((\d+)\)/g)].map((match) => Number(match[1]))
  const usual = lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length * 0.9)] ?? Infinity
  console.log(`${lengths.length} functions, nine of ten within ${usual} lines`)
  return usual <= 20 || complain('nine functions of ten stay within 20 lines')
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
  return missing.length === 0 || complain(`no test cites these rules: ${missing.join(', ')}`)
}

/** drizzle-kit, let loose on a copy, must find nothing to write. */
function migrationsFitSchema() {
  const scratch = mkdtempSync(join(root, 'node_modules/.preau-migrations-'))
  try {
    cpSync(join(root, 'db/migrations'), scratch, { recursive: true })
    const before = readdirSync(scratch).length
    const options = ['--dialect=postgresql', '--casing=snake_case', '--schema=./db/schema/*.ts']
    const out = `--out=./${relative(root, scratch)}`
    const { status, stdout } = spawnSync(join(bin, 'drizzle-kit'), ['generate', ...options, out], {
      cwd: root,
      encoding: 'utf8',
      timeout: 60_000,
    })
    if (status !== 0) return complain(stdout)
    return readdirSync(scratch).length === before || complain('the schema changed: run npm run db:generate')
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** @param {string} line */
function complain(line) {
  console.error(line)
  return false
}

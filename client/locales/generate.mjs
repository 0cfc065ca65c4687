// Writes catalogue.d.ts and tells what is wrong between the languages: node client/locales/generate.mjs
import process from 'node:process'
import { problems, writeMessageTypes } from './compile.mjs'

writeMessageTypes()
const found = problems()
if (found.length > 0) {
  process.stderr.write(`${found.join('\n')}\n`)
  process.exitCode = 1
}

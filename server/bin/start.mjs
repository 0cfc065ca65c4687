// What `npm start` and `npm run demo` run.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const main = join(import.meta.dirname, '../../dist/server/main.js')
/**
 * The C library of Linux moves its limit for what it gives back to the system up to the largest piece it has seen, and keeps a
 * store of freed pieces for each thread; once said, as the container's image says it, both stay small. It reads it when a
 * process begins.
 */
const limits = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_ARENA_MAX: '2' }
const isSaid = Object.keys(limits).some((name) => process.env[name] !== undefined)

// Node 22.15 and later can begin anew as the same process: nobody waits beside it, and signals reach the one there is.
if (process.platform === 'linux' && !isSaid && 'execve' in process) {
  const { execve } = process
  const parameters = [process.execPath, ...process.execArgv, main, ...process.argv.slice(2)]
  if (typeof execve === 'function') execve(process.execPath, parameters, { ...process.env, ...limits })
}
await import(pathToFileURL(main).href)

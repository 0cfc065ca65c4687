import { setPriority } from 'node:os'
import { runCommand } from './commands.ts'

/** Lessons come first: where the machine is busy, a backup waits. */
const niceness = 10

setPriority(niceness)
process.exit(await runCommand(process.argv.slice(2)))

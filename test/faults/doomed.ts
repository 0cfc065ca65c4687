import { text } from 'node:stream/consumers'
import { patienceMs } from './lesson.ts'
import { TokenWriter, type WriterOptions } from './token-writer.ts'

// Writers in a process of their own, so that they can be killed together with the server and never come back. It is
// started ahead, which takes a second, and told on its input whose writers it has.
const writers = (JSON.parse(await text(process.stdin)) as WriterOptions[]).map((options) => new TokenWriter(options))
await Promise.all(writers.map((writer) => writer.client.whenLive(patienceMs)))
writers.forEach((writer) => writer.start())
process.stdout.write('typing\n')

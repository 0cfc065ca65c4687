import { TokenWriter, type WriterOptions } from './token-writer.ts'

// Writers in a process of their own, so that they can be killed together with the server and never come back.
const writers = (JSON.parse(process.argv[2] ?? '[]') as WriterOptions[]).map((options) => new TokenWriter(options))
await Promise.all(writers.map((writer) => writer.client.whenLive()))
writers.forEach((writer) => writer.start())
process.stdout.write('typing\n')

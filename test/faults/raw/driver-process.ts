import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { drive } from './driver.ts'

// In a process of its own, so that whoever measures beside it is not measured with it. Told on its input what to send.
const shape = z.object({
  port: z.number(),
  page: z.string(),
  cookie: z.string(),
  seed: z.number(),
  requests: z.number(),
  step: z.number(),
})
process.stdout.write(JSON.stringify(await drive(shape.parse(JSON.parse(await text(process.stdin))))))

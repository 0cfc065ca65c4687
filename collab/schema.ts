import { config } from 'zod/mini'

// For what browsers read. Zod compiles its schemas with `new Function` where it may; the content security policy reports
// even the attempt. It stands before all schemas, since each looks when it is made.
config({ jitless: true })

export * from 'zod/mini'

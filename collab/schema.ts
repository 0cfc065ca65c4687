import * as z from 'zod'

// For what browsers read. Zod compiles its schemas with `new Function` where it may; the content security policy reports
// even the attempt.
z.config({ jitless: true })

export { z }

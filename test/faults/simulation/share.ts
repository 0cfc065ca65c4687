import { simulate } from './run.ts'

// One process of `simulationRun`: how many seeds, and from which on.
const [seeds = 1, from = 1] = process.argv.slice(2).map(Number)
const report = await simulate({ seeds, from, say: (line) => void process.send?.({ line }) })
process.send?.({ report }, () => process.disconnect())

import { at, type Case, office } from './rows.ts'

/** As `open` of the matrix, which imports this. */
const everybody = 'open to everybody' as const

/** Who reads how many of what there are. */
export const figureRows: Record<string, Case[] | typeof everybody> = {
  'GET /api/figures': [office('counts a day', 'u h h y y y y y h h', () => at('/api/figures?on=2020-01-01'))],
  // What everybody may see is tested with the feature.
  'GET /figures': everybody,
  'GET /figures/table.csv': everybody,
}

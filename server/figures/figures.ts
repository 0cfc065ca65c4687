import { findCountry } from '#db/queries/countries.ts'
import { findFigures, type FigureRow, listPublicDays } from '#db/queries/figures.ts'
import { requireAnyOffice, requireProgramme } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { dayOf } from '../kit/dates.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { dayMs } from '../kit/nights.ts'
import { makeFigures } from './count.ts'
import { yearsOf } from './days.ts'
import type { FiguresAsked } from './input.ts'
import { everywhere } from './tally.ts'
import { type Threshold, thresholdOn } from './thresholds.ts'

/* Figures: of years for everybody, and as of any past day for offices. The same is hidden for both. */

export interface Figures {
  on: string
  /** Null: all countries. */
  country: string | null
  threshold: Threshold
  rows: FigureRow[]
  /** Of which school years there are figures for everybody, the newest first, and as of which day. */
  years: { year: number; day: string }[]
  /** Whether whoever asks may ask for any day. */
  isOffice: boolean
}

async function figuresOn(ctx: Ctx, day: string, country: string | null): Promise<FigureRow[] | null> {
  const found = await findFigures(ctx.db, day, country ?? everywhere)
  if (found) return found.rows
  // Of a country where nobody is, nothing is kept.
  return (await findFigures(ctx.db, day, everywhere)) ? [] : null
}

/** For whoever works at an office; a day of which nobody asked before is counted now. */
export async function showFigures(ctx: Ctx, { country, year, on }: FiguresAsked): Promise<Figures> {
  await requireAnyOffice(ctx)
  if (country !== undefined && !(await findCountry(ctx.db, country))) throw notFound()
  const years = yearsOf(await listPublicDays(ctx.db))
  const asked = on ?? toldOf(years, year) ?? dayBefore(ctx.now())
  // Who comes later in a day that is not over would not be in it.
  if (asked >= dayOf(ctx.now())) throw invalidField('on', 'day_not_over')
  const place = country ?? null
  if ((await figuresOn(ctx, asked, place)) === null) await countNow(ctx, asked)
  const rows = (await figuresOn(ctx, asked, place)) ?? []
  return { on: asked, country: place, threshold: thresholdOn(asked), rows, years, isOffice: true }
}

/** The day of which a school year's figures are; without one, of the newest. Undefined before there are any. */
function toldOf(years: Figures['years'], year: number | undefined): string | undefined {
  if (year === undefined) return years[0]?.day
  const told = years.find((one) => one.year === year)
  if (!told) throw invalidField('year', 'year_unknown')
  return told.day
}

const dayBefore = (now: Date) => dayOf(new Date(now.getTime() - dayMs))

let counting: Promise<unknown> = Promise.resolve()

/** One after the other: who asks next waits, and may find what they ask for. */
async function countNow(ctx: Ctx, day: string): Promise<void> {
  const mine = counting.then(async () => {
    if ((await findFigures(ctx.db, day, everywhere)) === null) await makeFigures(ctx, day, false)
  })
  counting = mine.catch(() => undefined)
  return mine
}

/** On the page: offices ask for any past day there, everybody else for years. Null before the first night. */
export async function showFiguresOnPage(ctx: Ctx, sought: FiguresAsked): Promise<Figures | null> {
  const figures = await showPublicFigures(ctx, sought)
  if (!(await isOfOffice(ctx))) return figures
  const { on, country } = sought
  if (on === undefined || on >= dayOf(ctx.now())) return figures && { ...figures, isOffice: true }
  const known = country !== undefined && (await findCountry(ctx.db, country)) ? country : undefined
  return showFigures(ctx, { on, country: known })
}

async function isOfOffice(ctx: Ctx): Promise<boolean> {
  try {
    await requireAnyOffice(ctx)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

/** For everybody: of a year, or of the newest. */
async function showPublicFigures(ctx: Ctx, { country, year }: FiguresAsked): Promise<Figures | null> {
  await requireProgramme(ctx.db)
  const years = yearsOf(await listPublicDays(ctx.db))
  const told = year === undefined ? years[0] : years.find((one) => one.year === year)
  if (!told && years.length > 0) throw notFound()
  if (!told) return null
  const known = country !== undefined && (await findCountry(ctx.db, country)) ? country : null
  const rows = (await figuresOn(ctx, told.day, known)) ?? []
  return { on: told.day, country: known, threshold: thresholdOn(told.day), rows, years, isOffice: false }
}

import { levels } from '../frameworks/levels.ts'

/*
 * What a class will be called next year, by what it is called now and by the levels of its country. A proposal: whoever moves
 * the classes up may write another name. Pure.
 */

type Stage = 'isced.02' | 'isced.1' | 'isced.2' | 'isced.3'

interface Step {
  /** Finds the level in the name of a class. */
  word: RegExp
  /** As it is written where another level's word stood; a number where only the number changes. */
  next: string
  stage: Stage
}

const german = levels.filter(({ code }) => /^de\.\d+$/.test(code))

const stageOfGermanClass = (number: number): Stage => (number < 5 ? 'isced.1' : number < 11 ? 'isced.2' : 'isced.3')

/** A number that is not a part of a longer one. */
const numbered = (number: number) => new RegExp(String.raw`(?<!\d)${number}(?!\d)`)

const frenchWords: Record<string, [word: RegExp, next: string, stage: Stage]> = {
  'fr.ps': [/\bPS\b|petite section/i, 'PS', 'isced.02'],
  'fr.ms': [/\bMS\b|moyenne section/i, 'MS', 'isced.02'],
  'fr.gs': [/\bGS\b|grande section/i, 'GS', 'isced.02'],
  'fr.cp': [/\bCP\b/i, 'CP', 'isced.1'],
  'fr.ce1': [/\bCE1\b/i, 'CE1', 'isced.1'],
  'fr.ce2': [/\bCE2\b/i, 'CE2', 'isced.1'],
  'fr.cm1': [/\bCM1\b/i, 'CM1', 'isced.1'],
  'fr.cm2': [/\bCM2\b/i, 'CM2', 'isced.1'],
  'fr.6e': [numbered(6), '6', 'isced.2'],
  'fr.5e': [numbered(5), '5', 'isced.2'],
  'fr.4e': [numbered(4), '4', 'isced.2'],
  'fr.3e': [/(?<!\d)3(?!\d)(?: ?[eè]me|e|°)?/i, '3', 'isced.2'],
  'fr.2de': [/\b(2n?de|seconde)(?![a-z])/i, '2de', 'isced.3'],
  'fr.1re': [/\b(1[eè]?re|premi[eè]re)(?![a-z])/i, '1re', 'isced.3'],
  'fr.tle': [/\b(t(a?le)?|terminale)(?![a-z])/i, 'Tle', 'isced.3'],
}

const ladders: Record<string, readonly Step[]> = {
  FR: levels.flatMap(({ code }) => {
    const words = frenchWords[code]
    return words === undefined ? [] : [{ word: words[0], next: words[1], stage: words[2] }]
  }),
  DE: german.map((_, index) => ({
    ...{ word: numbered(index + 1), next: String(index + 1) },
    stage: stageOfGermanClass(index + 1),
  })),
}

/** Elsewhere years are counted on; where a stage ends is by ages, as ISCED has them. */
const lastAge: Record<string, number> = { 'isced.02': 6, 'isced.1': 11, 'isced.2': 15, 'isced.3': 19 }

interface NamedClass {
  name: string
  ageTo: number
}

/** Two levels in one room: CM1/CM2, 7/8. */
const isMixed = (name: string) => /\d\w?\s*[/+]\s*\d|\b(c[pem]\d?|[pmg]s)\s*[-/+]\s*(c[pem]\d?|[pmg]s)\b/i.test(name)

/** Which step of its country a name is, by what it says first; -1 for none that is known. */
function stepOf(ladder: readonly Step[], name: string): number {
  if (isMixed(name)) return -1
  const places = ladder.map(({ word }) => name.search(word))
  const first = Math.min(...places.filter((place) => place >= 0))
  return places.indexOf(first)
}

type Proposal = { does: 'up' | 'leaves' | 'stays'; name: string }

const longest = 40

/** What a class that leaves is called from now on, so that its name is free: with the year in which it left. */
const leavingName = (name: string, year: number): string => {
  const suffix = ` (${year})`
  return name.slice(0, longest - suffix.length).trimEnd() + suffix
}

interface Place {
  countryCode: string
  /** Stages that the school teaches, where it said. */
  levels: readonly string[]
  /** In which summer it is. */
  year: number
  /** All classes of the school. */
  classes: readonly NamedClass[]
}

/** What is proposed for a class: the next name, or to leave where the school does not teach what comes next. */
export function propose(one: NamedClass, place: Place): Proposal {
  const ladder = ladders[place.countryCode]
  if (ladder === undefined) return proposeByNumber(one, place)
  const at = stepOf(ladder, one.name)
  const [step, next] = [ladder[at], ladder[at + 1]]
  if (step === undefined) return { does: 'stays', name: one.name }
  const taught = new Set([
    ...place.levels,
    ...place.classes.flatMap(({ name }) => ladder[stepOf(ladder, name)]?.stage ?? []),
  ])
  if (next === undefined || (next.stage !== step.stage && !taught.has(next.stage)))
    return { does: 'leaves', name: leavingName(one.name, place.year) }
  return { does: 'up', name: one.name.replace(step.word, next.next) }
}

function proposeByNumber(one: NamedClass, place: Place): Proposal {
  const number = /(?<!\d)\d{1,2}(?!\d)/.exec(one.name)
  const end = Math.max(0, ...place.levels.map((level) => lastAge[level] ?? 0))
  if (end > 0 && one.ageTo >= end) return { does: 'leaves', name: leavingName(one.name, place.year) }
  if (number === null) return { does: 'stays', name: one.name }
  return { does: 'up', name: one.name.replace(number[0], String(Number(number[0]) + 1)) }
}

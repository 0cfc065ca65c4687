import { insertAward, readShown } from '#db/queries/awards.ts'
import { listCampaigns, listRulebooks } from '#db/queries/campaigns.ts'
import { listOwnEvaluations } from '#db/queries/evaluations.ts'
import { listProjectsTaught } from '#db/queries/help.ts'
import { updateSchool } from '#db/queries/schools.ts'
import type { Tx } from '#db/client.ts'
import type { Scheme } from '#db/schema/values.ts'
import { saveAnswer } from '../../applications/answers.ts'
import { pinEvidence } from '../../applications/evidence.ts'
import { beginApplication } from '../../applications/found.ts'
import { submitApplication } from '../../applications/submit.ts'
import { newCode, publish } from '../../awards/give.ts'
import { openCampaign, planCampaign } from '../../campaigns/campaigns.ts'
import { assignReaders } from '../../evaluations/assign.ts'
import { decide } from '../../evaluations/decisions.ts'
import { answerGate, giveMark, handInMarks } from '../../evaluations/evaluations.ts'
import { dayOf } from '../../kit/dates.ts'
import { type Ctx, requireUser } from '../../kit/context.ts'
import { changeLetter, prepareLetters } from '../../letters/letters.ts'
import { sendLetter, signLetter } from '../../letters/signing.ts'
import { schoolYear } from '../../team/team.ts'
import { type Deed, staffCalled } from './cast.ts'

/* What was recognised in the demonstration, and what is called for: a label of last year, calls of today, a labelled school. */

const director = 'Hélène Garnier'
const officer = 'Samir Haddad'
const demoAssessors = ['Bernadette Collin', 'Omar Lacroix'] as const
/** Given last year. */
const labelledLife = 'Le pain d’ici et d’ailleurs'
const dayMs = 24 * 60 * 60 * 1000

const inDays = (at: Date, days: number) => new Date(at.getTime() + days * dayMs).toISOString()

interface Call {
  scheme: Scheme
  version: string
  daysAgo: number
  /** In how many days it closes, from the day on which it is opened, and is decided. */
  closes: number
  decides: number
}

/** `told` its id once it is open. */
function calling({ scheme, version, daysAgo, closes, decides }: Call, told: (id: string) => void): Deed[] {
  const planned: Deed = {
    ...{ by: director, daysAgo: daysAgo + 1 },
    async run(ctx) {
      const officeId = requireUser(ctx).schoolId
      const books = await listRulebooks(ctx.db, { officeId, countryCode: 'FR' })
      const rulebookId = books.find((book) => book.scheme === scheme && book.version === version)?.id ?? ''
      const [opensAt, closesAt] = [inDays(ctx.now(), 1), inDays(ctx.now(), closes)]
      const days = { opensAt, closesAt, decidesAt: inDays(ctx.now(), decides) }
      await planCampaign(ctx, officeId, { rulebookId, year: schoolYear(ctx.now()), title: '', ...days })
    },
  }
  const opened: Deed = {
    ...{ by: director, daysAgo },
    async run(ctx) {
      const all = await listCampaigns(ctx.db, requireUser(ctx).schoolId)
      const found = all.find((one) => one.scheme === scheme && one.campaign.state === 'draft')
      const id = found?.campaign.id ?? ''
      await openCampaign(ctx, id)
      told(id)
    },
  }
  return [planned, opened]
}

const declared = ['shared_plan', 'finished', 'contributed', 'collaborative', 'data_respected']

interface Applying {
  by: string
  daysAgo: number
  project(ctx: Ctx): Promise<string>
  texts: Record<string, string>
  isHandedIn: boolean
}

function applying(
  { by, daysAgo, project, texts, isHandedIn }: Applying,
  campaign: () => string,
  told: (id: string) => void = () => undefined,
): Deed {
  const answers = [...(isHandedIn ? declared.map((field) => [field, 'yes'] as const) : []), ...Object.entries(texts)]
  return {
    ...{ by, daysAgo },
    async run(ctx) {
      const { id } = await beginApplication(ctx, campaign(), { projectId: await project(ctx) })
      for (const [field, text] of answers) await saveAnswer(ctx, id, field, { text, revision: 0 })
      told(id)
      if (!isHandedIn) return
      const note = 'Qui a répondu à qui, mois par mois.'
      await pinEvidence(ctx, id, { criterion: 'collaboration', collaboration: true, note })
      await submitApplication(ctx, id)
    },
  }
}

const breadTexts = {
  summary: 'Deux classes ont comparé leurs pains : recettes, mots, prix, et ce qu’on en dit à table.',
  own_collaboration: 'Chaque recette a été écrite par un groupe de deux élèves d’Annecy et de deux élèves de Rome.',
  own_technology: 'Pages communes, un mur de photographies sans visages, un forum pour les questions.',
  own_pedagogy: 'Les élèves ont choisi leurs questions et jugé leurs recettes avec une grille commune.',
  own_curriculum: 'Français, italien et sciences, dans l’horaire de chaque classe.',
  own_results: 'Un livre de trente recettes, lu aux familles des deux villes.',
}

const marks: Record<string, number> = { collaboration: 5, technology: 4, pedagogy: 5, curriculum: 4, results: 5 }

const reading = (by: string): Deed => ({
  ...{ by, daysAgo: 240 },
  async run(ctx) {
    const [mine] = await listOwnEvaluations(ctx.db, requireUser(ctx).id)
    const id = mine?.evaluation.id ?? ''
    const shown = (await answerGate(ctx, id, { isNear: false })).dossier
    for (const criterion of shown?.unmarked ?? []) {
      const value = marks[criterion.split('.')[0] ?? ''] ?? 4
      await giveMark(ctx, id, criterion, { value, comment: '', revision: 0 })
    }
    await handInMarks(ctx, id)
  },
})

/** A label that was judged by two readers, decided by three people, given, and told to the rector. */
function lastYear(idOf: (project: string) => string): Deed[] {
  let [campaignId, applicationId] = ['', '']
  const feedback = [{ criterion: 'collaboration', words: 'Des groupes mêlés, tout au long de l’année : un exemple.' }]
  return [
    ...calling(
      { scheme: 'national_label', version: '2022', daysAgo: 319, closes: 59, decides: 104 },
      (id) => void (campaignId = id),
    ),
    applying(
      {
        ...{ by: 'Thomas Leroy', daysAgo: 268, texts: breadTexts, isHandedIn: true },
        project: async () => idOf(labelledLife),
      },
      () => campaignId,
      (id) => void (applicationId = id),
    ),
    { by: director, daysAgo: 255, run: (ctx) => assignReaders(ctx, campaignId) },
    ...demoAssessors.map(reading),
    {
      ...{ by: director, daysAgo: 220 },
      async run(ctx) {
        const sitting = [director, officer, ...demoAssessors]
        const present = []
        for (const name of sitting) present.push((await staffCalled(ctx.db, name)).userId)
        const given = { stage: 'commission' as const, outcome: 'awarded' as const, reason: '', place: null }
        await decide(ctx, applicationId, { ...given, feedback, present })
      },
    },
    { by: director, daysAgo: 215, run: (ctx) => publish(ctx, campaignId) },
    { by: director, daysAgo: 203, run: (ctx) => writeToRector(ctx, 319) },
  ]
}

/** To each rector who is to hear of something: prepared, signed and sent by post on one day. */
async function writeToRector(ctx: Ctx, openedDaysAgo: number): Promise<void> {
  const officeId = requireUser(ctx).schoolId
  // That of the campaign, which was opened in it.
  const today = ctx.now().getTime() + 203 * dayMs
  const year = schoolYear(new Date(today - (openedDaysAgo + 1) * dayMs))
  const { letters } = await prepareLetters(ctx, officeId, { kind: 'rector', year, language: 'fr' })
  for (const { id, seen } of letters) {
    await changeLetter(ctx, officeId, id, { state: 'ready', seen })
    await signLetter(ctx, id, { seen })
    await sendLetter(ctx, id, { way: 'post', on: dayOf(ctx.now()) })
  }
}

/** Open today: one has handed in, one still writes; and the school label, for which no school of France is far enough yet. */
function thisYear(idOf: (project: string) => string): Deed[] {
  let campaignId = ''
  const taught = (name: string) => async (ctx: Ctx) =>
    (await listProjectsTaught(ctx.db, requireUser(ctx).id)).find((one) => one.name === name)?.id ?? ''
  return [
    ...calling(
      { scheme: 'national_label', version: '2022', daysAgo: 38, closes: 80, decides: 130 },
      (id) => void (campaignId = id),
    ),
    applying(
      {
        ...{ by: 'Thomas Leroy', daysAgo: 10, isHandedIn: true },
        project: async () => idOf('One river, three banks'),
        texts: {
          summary: 'Trois classes mesurent l’eau de leurs rivières avec les mêmes outils, qu’elles ont fabriqués.',
          own_collaboration: 'Nos mesures et celles des deux autres classes sont dans un même tableau.',
        },
      },
      () => campaignId,
    ),
    applying(
      {
        ...{ by: 'Claire Fontaine', daysAgo: 6, isHandedIn: false },
        project: taught('Nos rivières · Unsere Flüsse'),
        texts: { summary: 'Deux classes, deux rivières, et des groupes mêlés.' },
      },
      () => campaignId,
    ),
    ...calling({ scheme: 'school_label', version: '2021', daysAgo: 19, closes: 70, decides: 120 }, () => undefined),
  ]
}

export const recognitionDeeds = (idOf: (project: string) => string): Deed[] => [...lastYear(idOf), ...thisYear(idOf)]

/** As it was entered from before: its school has a public page, on which it stands. */
export async function storeSchoolLabel(tx: Tx, teacher: string, today: Date): Promise<void> {
  const { schoolId } = await staffCalled(tx, teacher)
  await updateSchool(tx, schoolId, { isPublic: true })
  const { shown, places } = await readShown(tx, { id: schoolId, userId: null, projectId: null, schoolId })
  const [place] = places
  const awardedOn = dayOf(new Date(today.getTime() - 300 * dayMs))
  const validUntil = `${Number(awardedOn.slice(0, 4)) + 2}${awardedOn.slice(4).replace('02-29', '03-01')}`
  await insertAward(tx, {
    ...{ scheme: 'school_label', schoolId, shown, awardedOn, validUntil, code: newCode() },
    ...{ regionId: place?.regionId ?? null, countryCode: place?.countryCode ?? null },
  })
}

import type { Tx } from '#db/client.ts'
import { findCredentialsByEmail } from '#db/queries/credentials.ts'
import { listProjectsTaught } from '#db/queries/help.ts'
import { insertNews, replaceNewsWords } from '#db/queries/news.ts'
import { insertYes, listAgreeing, upsertPresentation, updatePresentation } from '#db/queries/presentations.ts'
import { findDayAt } from '#db/queries/terms.ts'
import type { NewsKind } from '#db/schema/values.ts'

/* What the offices of the demonstration tell, and what its first project shows of itself. */

interface DemoNews {
  kind: NewsKind
  countryCode: string | null
  daysAgo: number
  /** Of an event: in how many days, and where. */
  inDays?: number
  place?: string
  themeId?: string
  citations?: string[]
  texts: { language: string; title: string; body: string }[]
}

const told: DemoNews[] = [
  {
    ...{ kind: 'opportunity', countryCode: null, daysAgo: 6 },
    texts: [
      {
        ...{ language: 'en', title: 'Partners wanted for projects about water' },
        body: 'Schools in twelve countries begin projects about rivers, lakes and seas this spring.\n\nWrite to the office of your country: it knows who is looking for a class.',
      },
      {
        ...{ language: 'fr', title: 'Projets sur l’eau : des partenaires sont recherchés' },
        body: 'Des établissements de douze pays lancent au printemps des projets sur les rivières, les lacs et les mers.\n\nÉcrivez au bureau de votre pays : il sait qui cherche une classe.',
      },
      {
        ...{ language: 'de', title: 'Partner für Projekte zum Wasser gesucht' },
        body: 'Schulen in zwölf Ländern beginnen im Frühjahr Projekte über Flüsse, Seen und Meere.\n\nSchreiben Sie der Stelle Ihres Landes: Sie weiß, wer eine Klasse sucht.',
      },
    ],
  },
  {
    ...{ kind: 'event', countryCode: 'FR', daysAgo: 3, inDays: 12, place: 'Atelier de Lyon, 5 quai des Hérons' },
    texts: [
      {
        ...{ language: 'fr', title: 'Atelier : un premier projet à deux classes' },
        body: 'Deux heures pour écrire un plan, choisir un kit et préparer la première rencontre.',
      },
    ],
  },
  {
    ...{ kind: 'policy', countryCode: 'FR', daysAgo: 20, themeId: 'semaine-langues-vivantes' },
    citations: ['fr-2016-091'],
    texts: [
      {
        ...{ language: 'fr', title: 'Semaine des langues vivantes' },
        body: 'Les projets en cours peuvent y prendre part. Les textes cités en donnent le cadre.',
      },
    ],
  },
]

const dayMs = 24 * 60 * 60 * 1000

const inTheAfternoon = (day: Date) => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 13))

export async function storeNews(tx: Tx, officeOf: (countryCode: string | null) => string, today: Date): Promise<void> {
  for (const { kind, countryCode, daysAgo, inDays, place = '', themeId = null, citations = [], texts } of told) {
    const officeId = officeOf(countryCode)
    const at = new Date(today.getTime() - daysAgo * dayMs)
    const startsAt = inDays === undefined ? null : inTheAfternoon(new Date(today.getTime() + inDays * dayMs))
    const times = { createdAt: at, changedAt: at, publishedAt: at, fromDate: await findDayAt(tx, officeId, at) }
    const row = { officeId, kind, countryCode, startsAt, place, themeId, state: 'published' as const }
    await replaceNewsWords(tx, await insertNews(tx, { ...row, ...times }), { texts, citations })
  }
}

const rivers = {
  title: 'Deux classes, deux rivières',
  summary:
    'Une classe de Lyon et une de Leipzig ont mesuré, décrit et raconté leurs rivières, en français, en allemand et en anglais.\n\nChaque groupe mêlait des élèves des deux établissements. À la fin, ils ont lu leurs récits les uns aux autres.',
  language: 'fr',
  themeId: null,
  tools: ['page', 'board', 'chat'],
}

/** The project that two of these teach in is in the gallery: both schools have said yes. */
export async function storePresentation(tx: Tx, teacherEmail: string, name: string, at: Date): Promise<void> {
  const teacher = await findCredentialsByEmail(tx, teacherEmail)
  const taught = teacher === null ? [] : await listProjectsTaught(tx, teacher.userId)
  const projectId = taught.find((project) => project.name === name)?.id
  if (projectId === undefined) throw new Error(`no project ${name}`)
  await upsertPresentation(tx, { projectId, ...rivers, version: 1, changedAt: at }, [])
  for (const { id: schoolId } of await listAgreeing(tx, projectId))
    await insertYes(tx, { projectId, schoolId, userId: null, at })
  await updatePresentation(tx, projectId, { publishedAt: at })
}

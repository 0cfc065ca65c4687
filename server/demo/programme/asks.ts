import { findSignUpOffice } from '#db/queries/registrations.ts'
import { addNote } from '../../accompaniment/notes.ts'
import { actOn } from '../../approvals/approvals.ts'
import { askForHelp } from '../../help/help.ts'
import type { HelpDraft } from '../../help/input.ts'
import { changeHelp, sayInHelp } from '../../help/thread.ts'
import { type Ctx, requireUser } from '../../kit/context.ts'
import { admission, applyForAdmission } from '../../institutions/admission.ts'
import { writeJournal } from '../../placements/journal.ts'
import { agreePlacement, arrangePlacement } from '../../placements/placements.ts'
import { addTrainee } from '../../placements/trainees.ts'
import { comeIn } from '../../registration/confirm.ts'
import { type Deed, staffCalled } from './cast.ts'
import { type DemoHelp, type DemoNewcomer, programmeHelp, programmeNewcomers } from './content.ts'

/* What people of the programme's demonstration ask of its offices besides projects, and a trainee's time at a school. */

/** `idOf`: of a project, by its name, once it is founded. */
export const deedsAround = (idOf: (project: string) => string, passwordHash: string): Deed[] => [
  ...admissionOf('Anne Rey', 90, { by: 'Hélène Garnier', daysAgo: 84 }),
  ...admissionOf('Luca Moretti', 12, null),
  ...placement(idOf),
  accompanying('Hélène Garnier', 'Karim Boucher', idOf),
  ...programmeNewcomers.map((newcomer) => comingIn(newcomer, passwordHash)),
  ...programmeHelp.flatMap((help) => asking(help, idOf)),
]

const letter = 'We train teachers of secondary schools and would like our trainees to teach with a partner class.'

function admissionOf(by: string, daysAgo: number, answer: { by: string; daysAgo: number } | null): Deed[] {
  let approvalId = ''
  const applying: Deed = {
    ...{ by, daysAgo },
    async run(ctx) {
      approvalId = (await applyForAdmission(ctx, letter)).approval.id
    },
  }
  const run = (ctx: Ctx) => actOn(ctx, { school: admission }, { id: approvalId, act: 'approve', text: '' })
  return answer === null ? [applying] : [applying, { ...answer, run }]
}

/** What an officer notes of a project whose founder called. */
const accompanying = (officer: string, founder: string, idOf: (project: string) => string): Deed => ({
  ...{ by: officer, daysAgo: 9 },
  async run(ctx) {
    const { schoolId } = requireUser(ctx)
    const text = `Appel de ${founder} : la classe partenaire répond moins souvent. Visite convenue pour le mois prochain.`
    const about = { projectId: idOf('Apprendre à coopérer') }
    await addNote(ctx, schoolId, { about, day: dayOf(ctx.now(), 0), text })
  },
})

const dayMs = 24 * 60 * 60 * 1000
const dayOf = (at: Date, days: number) => new Date(at.getTime() + days * dayMs).toISOString().slice(0, 10)

/** Pauline Faure's, at the school of Karim Boucher, who is her tutor. */
function placement(idOf: (project: string) => string): Deed[] {
  let id = ''
  const journal = (daysAgo: number, text: string): Deed => ({
    ...{ by: 'Pauline Faure', daysAgo },
    run: (ctx) => writeJournal(ctx, id, text),
  })
  return [
    {
      ...{ by: 'Anne Rey', daysAgo: 61 },
      async run(ctx) {
        const { userId: traineeId } = await staffCalled(ctx.db, 'Pauline Faure')
        const { userId: tutorId, schoolId: hostSchoolId } = await staffCalled(ctx.db, 'Karim Boucher')
        const days = { from: dayOf(ctx.now(), 1), to: dayOf(ctx.now(), 120) }
        id = (await arrangePlacement(ctx, { traineeId, tutorId, hostSchoolId, ...days })).placement.id
      },
    },
    { by: 'Karim Boucher', daysAgo: 60, run: (ctx) => agreePlacement(ctx, id) },
    {
      ...{ by: 'Karim Boucher', daysAgo: 58 },
      run: (ctx) => addTrainee(ctx, idOf('Apprendre à coopérer'), { placementId: id, role: 'teacher' }),
    },
    journal(
      40,
      'Première séance à deux classes : j’ai trop parlé. Les élèves voulaient se poser leurs questions eux-mêmes.',
    ),
    journal(6, 'Deuxième essai : une consigne, dix minutes, silence de ma part. Ils ont écrit deux pages.'),
  ]
}

/** Somebody who has followed the link in their mail, and waits for the word of an office. */
const comingIn = ({ daysAgo, countryCode, ...said }: DemoNewcomer, passwordHash: string): Deed => ({
  ...{ by: null, daysAgo },
  run: (ctx) =>
    ctx.db.transaction(async (tx) => {
      const office = await findSignUpOffice(tx, countryCode)
      if (!office) throw new Error(`nobody signs up in ${countryCode}`)
      const school = { new: { ...said.school, kind: 'school' as const, country: countryCode } }
      await comeIn(ctx, tx, { said: { ...said, post: 'teacher', school }, passwordHash, officeId: office.id })
    }),
})

/** A request for help, with what came of it. */
function asking({ by, daysAgo, about, kind, title, text, since = [] }: DemoHelp, idOf: (project: string) => string) {
  let helpId = ''
  const first: Deed = {
    ...{ by, daysAgo },
    async run(ctx) {
      const subject: HelpDraft['about'] = about === null ? { self: true } : { project: idOf(about) }
      helpId = (await askForHelp(ctx, { about: subject, kind, title, text })).request.id
    },
  }
  const next = since.map(({ does, ...deed }): Deed => ({
    ...deed,
    run: (ctx) => ('says' in does ? sayInHelp(ctx, helpId, noteOf(does)) : changeHelp(ctx, helpId, does)),
  }))
  return [first, ...next]
}

const noteOf = ({ says, isInternal = false }: { says: string; isInternal?: boolean }) => ({ text: says, isInternal })

import type { Tx } from '#db/client.ts'
import { insertAccompaniment } from '#db/queries/accompaniment.ts'
import { insertApproval, insertApprovalNote, updateApproval } from '#db/queries/approvals.ts'
import { insertCircular } from '#db/queries/circulars.ts'
import { insertJournalEntry, insertPlacement } from '#db/queries/placements.ts'
import { updateVouched } from '#db/queries/schools.ts'
import { registerSchool, registerStaff } from '../../auth/accounts.ts'

/* An institution of the demonstration that France's office has admitted, its trainee at Claire's school, and what the office noted. */

const dayMs = 24 * 60 * 60 * 1000

export const trainingPeople = [
  { displayName: 'Irène Vallet', email: 'irene@inspe.demo', post: 'trainer' as const, isSchoolAdmin: true },
  { displayName: 'Théo Marchand', email: 'theo@inspe.demo', post: 'trainee' as const, isSchoolAdmin: false },
]
export const institutionName = 'INSPE de Lyon'

interface Made {
  today: Date
  createdAt: Date
  passwordHash: string
  /** Of France. */
  officeId: string
  officerId: string
  /** The school that takes the trainee. */
  host: { id: string; regionId: string; adminId: string }
}

export async function storeTraining(tx: Tx, made: Made): Promise<void> {
  const { today, createdAt, officeId, officerId, host } = made
  const place = { name: institutionName, town: 'Lyon', countryCode: 'FR', region: 'Lyon', locale: 'fr' as const }
  const registration = { createdAt, path: 'school', mayAddRegion: false, kind: 'institution' as const }
  const institutionId = await registerSchool(tx, place, registration)
  const [trainerId, traineeId] = [
    await storePerson(tx, institutionId, trainingPeople[0], made),
    await storePerson(tx, institutionId, trainingPeople[1], made),
  ]
  const asked = { schoolId: institutionId, officeId, askedBy: trainerId, askedAt: createdAt }
  const approvalId = (await insertApproval(tx, asked)) ?? ''
  const note = { approvalId, at: createdAt }
  const letter = 'Nous formons les enseignant·es de l’académie de Lyon.'
  await insertApprovalNote(tx, { ...note, step: 'asked', authorId: trainerId, text: letter })
  await insertApprovalNote(tx, { ...note, step: 'approved', authorId: officerId })
  await updateApproval(tx, approvalId, { state: 'approved', decidedBy: officerId, decidedAt: createdAt })
  await updateVouched(tx, institutionId)
  const dayFrom = (days: number) => new Date(today.getTime() + days * dayMs).toISOString().slice(0, 10)
  const placementId = await insertPlacement(tx, {
    ...{ traineeId, tutorId: trainerId, institutionId, hostSchoolId: host.id },
    ...{ fromDate: dayFrom(-30), toDate: dayFrom(60), createdAt, agreedAt: createdAt, agreedBy: host.adminId },
  })
  const text = 'Chaque groupe a trouvé son rythme. Je voulais expliquer trop vite.'
  await insertJournalEntry(tx, { placementId, text, at: new Date(today.getTime() - 3 * dayMs) })
  await storeOfficeWords(tx, made, dayFrom(-6))
}

type Person = (typeof trainingPeople)[number] | undefined

async function storePerson(tx: Tx, schoolId: string, person: Person, { passwordHash, createdAt }: Made) {
  if (!person) throw new Error('the demonstration has nobody to train')
  return registerStaff(tx, { ...person, schoolId, passwordHash, locale: 'fr' }, createdAt)
}

/** A letter to a region that was sent, as the register shows it, and a note on a school. */
async function storeOfficeWords(tx: Tx, { today, officeId, officerId, host }: Made, day: string): Promise<void> {
  const subject = 'Une rencontre à Lyon'
  const text = 'Rendez-vous mercredi à l’atelier, avec un projet que vous voulez montrer.'
  const texts = [{ locale: 'fr' as const, subject, text }]
  const sentAt = new Date(today.getTime() - 10 * dayMs)
  await insertCircular(tx, { officeId, regionId: host.regionId, authorId: officerId, texts, readers: 4, sentAt })
  const called = 'Appel avec l’équipe : visite convenue pour le mois prochain.'
  await insertAccompaniment(tx, { officeId, schoolId: host.id, authorId: officerId, day, text: called, at: today })
}

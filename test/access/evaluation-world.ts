import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { applications } from '#db/schema/applications.ts'
import { awards } from '#db/schema/awards.ts'
import { campaigns, rulebooks } from '#db/schema/campaigns.ts'
import { marks } from '#db/schema/evaluations.ts'
import { markedKeys } from '#server/evaluations/points.ts'
import { rulesOf } from '#server/campaigns/rulebook.ts'
import type { LiveApp } from '../helpers/live-app.ts'
import { makeProject, makeStaff } from '../helpers/factories.ts'
import { makeJudgedCampaign, makeReading, makeSubmitted } from '../helpers/judging.ts'
import type { makeOfficePeople } from './office-world.ts'

interface Wanted {
  state?: 'submitted' | 'judged' | 'decided'
  /** `none`: nobody was given it. */
  evaluation?: 'none' | 'offered' | 'open' | 'marked'
}

/** What is judged at the office of Italy, anew for each knock, and by its assessor. */
export function evaluationWorld(
  { db, clock }: LiveApp,
  { offices, people }: Awaited<ReturnType<typeof makeOfficePeople>>,
) {
  const officeId = offices.italy.id
  const times = {
    ...{ opensAt: new Date('2020-01-01T00:00:00Z'), closesAt: new Date('2020-02-01T00:00:00Z') },
    ...{ decidesAt: new Date('2020-03-01T00:00:00Z'), openedAt: new Date('2020-01-01T00:00:00Z') },
  }
  async function newJudging({ state = 'submitted', evaluation = 'offered' }: Wanted = {}) {
    const campaignId = await makeJudgedCampaign(db, { officeId, ...times })
    const { id: userId } = await makeStaff(db)
    const projectId = (await makeProject(db, { kind: 'european', state: 'open' })).id
    const applicationId = await makeSubmitted(db, { campaignId, projectId, userId })
    const evaluationId =
      evaluation === 'none'
        ? ''
        : await makeReading(db, {
            ...{ applicationId, assessorId: people.assessor.id },
            state: evaluation === 'offered' ? 'offered' : 'open',
          })
    if (evaluation === 'marked') await markAll(evaluationId, campaignId)
    await db.update(applications).set({ state }).where(eq(applications.id, applicationId))
    return { campaignId, applicationId, evaluationId }
  }
  async function markAll(evaluationId: string, campaignId: string) {
    const [found] = await db
      .select({ rules: rulebooks.rules })
      .from(rulebooks)
      .innerJoin(campaigns, eq(campaigns.rulebookId, rulebooks.id))
      .where(eq(campaigns.id, campaignId))
    const keys = [...markedKeys(rulesOf(found?.rules ?? {})).keys()]
    await db
      .insert(marks)
      .values(keys.map((criterion) => ({ evaluationId, criterion, value: 3, changedAt: new Date() })))
  }
  return {
    newJudging,
    tomorrow: () => new Date(clock.now().getTime() + 86_400_000).toISOString(),
    /** Three who hold a mandate at it. */
    commission: [people.director.id, people.officer.id, people.assessor.id],
    async newGiven() {
      const { campaignId, applicationId } = await newJudging({ state: 'decided' })
      const [application] = await db.select().from(applications).where(eq(applications.id, applicationId))
      const id = randomUUID()
      await db.insert(awards).values({
        ...{ id, campaignId, applicationId, scheme: 'national_label', awardedOn: '2020-03-01' },
        projectId: application?.projectId ?? null,
        shown: { people: [], project: 'Rivers', schools: [] },
        code: id.replaceAll('-', '').toUpperCase().slice(0, 20),
      })
      return id
    },
  }
}

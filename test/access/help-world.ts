import { helpRequests } from '#db/schema/help.ts'
import { makeMember, makeProject } from '../helpers/factories.ts'
import type { LiveApp } from '../helpers/live-app.ts'
import type { makeOfficePeople } from './office-world.ts'

/** Requests for help of the teacher of Lazio, anew for each knock. */
export function helpWorld({ db, clock }: LiveApp, { offices, people }: Awaited<ReturnType<typeof makeOfficePeople>>) {
  const request = async (subject: { userId: string } | { projectId: string }) => {
    const at = clock.now()
    const times = { askedAt: at, waitingSince: at, changedAt: at }
    const place = { officeId: offices.italy.id, regionId: offices.lazio, holder: 'correspondent' as const }
    const row = { askedBy: people.italian.id, kind: 'teaching' as const, title: 'Two rivers', ...subject }
    const [made] = await db
      .insert(helpRequests)
      .values({ ...row, ...place, ...times })
      .returning()
    if (!made) throw new Error('a request was not stored')
    return made.id
  }
  return {
    newHelp: () => request({ userId: people.italian.id }),
    /** About a project of theirs. */
    async newProjectHelp() {
      const { id: projectId } = await makeProject(db)
      await makeMember(db, { projectId, user: people.italian, role: 'owner' })
      return request({ projectId })
    },
  }
}

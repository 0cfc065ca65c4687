import { makeApplication, makeCampaign } from '../helpers/applications.ts'
import { makeMember, makeProject } from '../helpers/factories.ts'
import type { LiveApp } from '../helpers/live-app.ts'
import type { makeOfficePeople } from './office-world.ts'

/** A call of the office of Italy, and a draft of the teacher of Lazio, made anew for each knock. */
export function applicationWorld(
  { db, clock }: LiveApp,
  { offices, people }: Awaited<ReturnType<typeof makeOfficePeople>>,
) {
  const newCall = () => makeCampaign(db, { officeId: offices.italy.id, now: clock.now() }, { conditions: [] })
  async function newProject() {
    const { id } = await makeProject(db)
    await makeMember(db, { projectId: id, user: people.italian, role: 'owner' })
    return id
  }
  return {
    newCall,
    newItalianProject: newProject,
    newApplication: async () =>
      makeApplication(db, {
        ...{ campaignId: await newCall(), projectId: await newProject(), userId: people.italian.id },
      }),
  }
}

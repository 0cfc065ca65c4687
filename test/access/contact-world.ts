import { makeAsking, makeConversation, makeMessageReport } from '../helpers/contacts.ts'
import { makeProfile } from '../helpers/directory.ts'
import { makeStaff } from '../helpers/factories.ts'
import type { LiveApp } from '../helpers/live-app.ts'
import type { makeOfficePeople } from './office-world.ts'

/** Teachers of Lazio to be asked, and what the one without a mandate writes with them; anew for each knock. */
export function contactWorld({ db }: LiveApp, { offices, people }: Awaited<ReturnType<typeof makeOfficePeople>>) {
  async function newListed() {
    const { id: userId } = await makeStaff(db, { schoolId: offices.school.id })
    await makeProfile(db, { userId })
    return userId
  }
  return {
    newListed,
    /** Asks the teacher, whoever knocks. */
    async newAsking() {
      const { id } = await makeStaff(db, { schoolId: offices.school.id })
      await makeAsking(db, id, people.italian.id)
      return id
    },
    newConversation: async () => makeConversation(db, people.italian.id, await newListed()),
    newMessageReport: async () =>
      `/api/offices/${offices.italy.id}/message-reports/${await makeMessageReport(db, offices.italy.id)}`,
  }
}

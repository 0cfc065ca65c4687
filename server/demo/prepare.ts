import type { Deps } from '../kit/context.ts'
import type { MailWay } from '../mail/carriers.ts'
import { demoGreeting } from './greeting.ts'
import { programmeGreeting } from './programme/greeting.ts'
import { seedProgramme } from './programme/programme.ts'
import { seedDemo } from './seed.ts'

/** Seeds the demonstration, with the programme around it where that is asked for; gives what is said of it. */
export async function prepareDemo(
  deps: Deps,
  { isProgramme, mail }: { isProgramme: boolean; mail: MailWay },
): Promise<string[]> {
  const { origin } = deps.settings.publicUrl
  const logins = await seedDemo(deps)
  const lines = demoGreeting(logins, origin, mail)
  if (!isProgramme || logins === null) return lines
  return [...lines, ...programmeGreeting(await seedProgramme(deps), origin)]
}

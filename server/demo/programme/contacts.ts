import type { Tx } from '#db/client.ts'
import { upsertContact } from '#db/queries/contacts.ts'
import { insertAdultMessage, takeConversation, updateConversation } from '#db/queries/conversations.ts'
import { staffCalled } from './cast.ts'

/* Two teachers who know each other through Préau and write, and a third who asks one of them. */

const hourMs = 60 * 60_000

const said: [author: 'Claire Fontaine' | 'Carla Ferri', hoursAgo: number, text: string][] = [
  ['Carla Ferri', 52, 'Bonjour Claire, notre chorale cherche une classe au bord d’une rivière. Le Rhône nous tente !'],
  ['Claire Fontaine', 50, 'Avec plaisir, Carla. Mes élèves mesurent l’eau, les vôtres pourraient la chanter.'],
  ['Carla Ferri', 27, 'Une chanson par mesure ? Je leur en parle demain.'],
  ['Claire Fontaine', 5, 'Mercredi après-midi nous irait bien pour un premier essai en direct.'],
]

const letter = 'Bonjour, je cherche une classe qui dessine les ponts de sa ville. Est-ce que cela vous dirait ?'

export async function storeContacts(tx: Tx, today: Date): Promise<void> {
  const idOf = async (name: string) => (await staffCalled(tx, name)).userId
  const [claire, carla, paolo] = [await idOf('Claire Fontaine'), await idOf('Carla Ferri'), await idOf('Paolo Villa')]
  const ago = (hours: number) => new Date(today.getTime() - hours * hourMs)
  const since = { words: '', askedAt: ago(60), declinedAt: null, changedAt: ago(52), state: 'accepted' as const }
  await upsertContact(tx, { ...since, userId: carla, otherId: claire })
  await upsertContact(tx, { ...since, userId: claire, otherId: carla, askedAt: null })
  const conversationId = await takeConversation(tx, claire, carla)
  for (const [author, hours, text] of said) {
    const authorId = author === 'Claire Fontaine' ? claire : carla
    await insertAdultMessage(tx, { id: crypto.randomUUID(), conversationId, authorId, text, at: ago(hours) })
  }
  await updateConversation(tx, conversationId, { lastAt: ago(5) })
  const asked = { state: 'asked' as const, words: letter, askedAt: ago(20), declinedAt: null, changedAt: ago(20) }
  await upsertContact(tx, { ...asked, userId: paolo, otherId: claire })
}

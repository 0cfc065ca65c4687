import { foundCircle } from '../../circles/circles.ts'
import { joinCircle, setMember } from '../../circles/members.ts'
import { saveSearch } from '../../searches/searches.ts'
import { type Deed, staffCalled } from './cast.ts'

/* Teachers of the programme's demonstration meet in a circle, into which one more would like to come; one keeps a search. */

const circleId = '0a51f8c2-6f0e-4c7b-9d54-2f4b1c3a7e11'
const searchId = '0a51f8c2-6f0e-4c7b-9d54-2f4b1c3a7e12'

const asking = (by: string, daysAgo: number, words: string): Deed => ({
  ...{ by, daysAgo },
  run: (ctx) => joinCircle(ctx, circleId, words),
})

export const circleDeeds: Deed[] = [
  {
    ...{ by: 'Claire Fontaine', daysAgo: 20 },
    run: (ctx) =>
      foundCircle(ctx, {
        ...{ id: circleId, name: 'Rivières et fleuves', languages: ['fr', 'it'], subjects: ['sciences', 'geography'] },
        words: 'Mesurer, dessiner et raconter l’eau de chez nous : protocoles, cartes et fiches que l’on partage.',
        way: 'asked',
      }),
  },
  asking('Carla Ferri', 18, 'Il mio coro canta i fiumi, e vorrei capire come li misurate.'),
  {
    ...{ by: 'Claire Fontaine', daysAgo: 17 },
    run: async (ctx) => setMember(ctx, circleId, (await staffCalled(ctx.db, 'Carla Ferri')).userId, 'member'),
  },
  asking('Lukas Brandt', 2, 'Wir zeichnen den Neckar und würden gern vergleichen.'),
  {
    ...{ by: 'Nadia Benali', daysAgo: 3 },
    run: (ctx) => saveSearch(ctx, { id: searchId, list: 'offers', wish: { q: 'robot' } }),
  },
]

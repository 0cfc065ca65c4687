import { randomInt } from 'node:crypto'

/*
 * What another school sees instead of a name: an animal and something of the sky, the earth or a house. Nothing here has
 * a gender of its own, a colour of skin, a body, or a second meaning that teases; speakers of each language took out
 * what does.
 */

export const pseudonymLanguages = ['any', 'en', 'fr', 'de', 'es', 'it'] as const
export type PseudonymLanguage = (typeof pseudonymLanguages)[number]

interface WordList {
  animals: readonly string[]
  things: readonly string[]
  order: 'animal thing' | 'thing animal'
}

const words = (text: string) => text.split(/\s+/)
const phrases = (text: string) => text.split(',').map((phrase) => phrase.trim())

const lists: Record<PseudonymLanguage, WordList> = {
  /** Written alike in French and English: given to those who have chosen nothing yet. */
  any: {
    order: 'animal thing',
    animals: words(
      `Addax Argali Axolotl Bandicoot Beluga Bison Caracal Caribou Chamois Chinchilla Coati Colibri Condor Coyote Dingo
      Fennec Gecko Guanaco Ibis Impala Jaguar Kakapo Kinkajou Kiwi Koala Lion Lynx Manta Margay Markhor Mouflon Mustang
      Nautilus Numbat Ocelot Okapi Oryx Panda Pangolin Pika Puma Quetzal Quokka Saola Serval Suricate Takin Toucan Triton
      Wallaby Wapiti Wombat`,
    ),
    things: words(
      `Acacia Agate Altitude Andromeda Aster Atoll Aurora Azalea Banyan Baobab Cactus Camellia Canyon Cascade Cassiopeia
      Cirrus Cosmos Cumulus Dahlia Delta Fjord Geyser Ginkgo Granite Hibiscus Horizon Iceberg Iris Jasmin Kelp Lotus
      Magnolia Mimosa Mirage Mistral Nimbus Nova Oasis Onyx Orion Polaris Quartz Sequoia Silex Sirius Solstice Stratus
      Tempo Vega Yucca Zenith Zephyr Zinnia`,
    ),
  },
  en: {
    order: 'thing animal',
    animals: words(
      `Otter Badger Heron Robin Owl Falcon Lynx Squirrel Dolphin Hare Swan Kingfisher Puffin Stork Swallow Sparrow Marten
      Koala Tiger Lion Penguin Butterfly Dragonfly Ladybird Cricket Firefly Starling Finch Wren Skylark Salamander Gecko
      Seahorse Marmot Eagle Toucan Ibis`,
    ),
    things: words(
      `River Forest Meadow Harbour Island Mountain Valley Garden Lighthouse Library Orchard Lantern Compass Cloud Comet
      Star Sunrise Breeze Snow Pebble Coral Amber Maple Willow Clover Fern Lavender Sunflower Violin Drum Kite Puzzle
      Pencil Bridge Castle Windmill Winter Summer Autumn`,
    ),
  },
  fr: {
    order: 'animal thing',
    animals: words(
      `Loutre Hérisson Héron Rouge-gorge Chouette Faucon Lynx Écureuil Dauphin Lièvre Cygne Macareux Cigogne Hirondelle
      Moineau Castor Martre Panda Koala Tigre Lion Papillon Libellule Coccinelle Grillon Luciole Étourneau Pinson Roitelet
      Alouette Salamandre Gecko Hippocampe Marmotte Chamois Bouquetin Renard Aigle Colibri Toucan Mésange Chevreuil Ibis`,
    ),
    things: phrases(
      `du lac, de la rivière, de la forêt, du jardin, du phare, de l’île, de la montagne, de la vallée, du port, de la dune,
      du matin, de l’aurore, des étoiles, de la lune, du soleil, des nuages, de la neige, du vent, de la brume, des galets,
      du corail, de l’ambre, de l’érable, du saule, du trèfle, de la fougère, de la lavande, du tournesol, du violon,
      du tambour, du cerf-volant, de la boussole, de la lanterne, du pont, de la clairière, du verger, du moulin,
      de la comète`,
    ),
  },
  de: {
    order: 'animal thing',
    animals: words(
      `Otter Igel Reiher Rotkehlchen Eule Falke Luchs Eichhörnchen Delfin Schwan Storch Schwalbe Biber Marder Panda Koala
      Tiger Löwe Schmetterling Libelle Marienkäfer Grille Hummel Fink Zaunkönig Lerche Salamander Gecko Seepferdchen
      Murmeltier Steinbock Fuchs Adler Kolibri Tukan Meise Ibis Flamingo`,
    ),
    things: phrases(
      `vom See, vom Fluss, aus dem Wald, aus dem Garten, vom Leuchtturm, von der Insel, vom Berg, aus dem Tal, vom Hafen,
      von der Düne, vom Morgen, von den Sternen, vom Mond, von der Sonne, von den Wolken, vom Schnee, vom Wind,
      aus dem Nebel, von der Koralle, vom Ahorn, von der Weide, vom Klee, vom Farn, vom Lavendel, von der Sonnenblume,
      von der Geige, von der Trommel, vom Drachen, vom Kompass, von der Laterne, von der Brücke, von der Lichtung,
      vom Obstgarten, von der Mühle, vom Kometen`,
    ),
  },
  es: {
    order: 'animal thing',
    animals: words(
      `Nutria Erizo Garza Petirrojo Búho Halcón Lince Ardilla Delfín Cisne Cigüeña Golondrina Gorrión Castor Panda Koala
      Tigre León Libélula Grillo Luciérnaga Abejorro Estornino Pinzón Alondra Salamandra Geco Marmota Rebeco Águila Colibrí
      Tucán Ibis Flamenco`,
    ),
    things: phrases(
      `del lago, del río, del bosque, del jardín, del faro, de la isla, de la montaña, del valle, del puerto, de la duna,
      de la mañana, de la aurora, de las estrellas, de la luna, del sol, de las nubes, de la nieve, del viento,
      de la niebla, del coral, del ámbar, del arce, del sauce, del trébol, del helecho, de la lavanda, del girasol,
      del violín, del tambor, de la cometa, de la brújula, del farol, del puente, del claro, del huerto, del molino`,
    ),
  },
  it: {
    order: 'animal thing',
    animals: words(
      `Lontra Riccio Airone Pettirosso Gufo Falco Lince Scoiattolo Delfino Cigno Cicogna Rondine Castoro Panda Koala Tigre
      Leone Libellula Coccinella Grillo Bombo Storno Fringuello Salamandra Geco Marmotta Camoscio Stambecco Aquila Colibrì
      Tucano Cinciallegra Ibis Fenicottero`,
    ),
    things: phrases(
      `del lago, del fiume, del bosco, del giardino, del faro, dell’isola, della montagna, della valle, del porto,
      della duna, del mattino, dell’aurora, delle stelle, della luna, del sole, delle nuvole, della neve, del vento,
      della nebbia, del corallo, dell’ambra, dell’acero, del salice, del trifoglio, della felce, della lavanda,
      del girasole, del violino, del tamburo, dell’aquilone, della bussola, della lanterna, del ponte, della radura,
      del frutteto, del mulino, della cometa`,
    ),
  },
}

const countOf = ({ animals, things }: WordList) => animals.length * things.length

function nameAt({ animals, things, order }: WordList, index: number): string {
  const animal = animals[index % animals.length] ?? ''
  const thing = things[Math.floor(index / animals.length)] ?? ''
  return order === 'animal thing' ? `${animal} ${thing}` : `${thing} ${animal}`
}

/** How many pseudonyms can be given to those who have chosen none. */
export const pseudonymCount = countOf(lists.any)

/** What two names have in common that a reader would take for each other. */
export const pseudonymKey = (name: string): string =>
  name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase()

const safeNames = new Set(
  pseudonymLanguages.flatMap((language) => {
    const list = lists[language]
    return Array.from({ length: countOf(list) }, (_, index) => nameAt(list, index))
  }),
)

/** Whether a name is on one of the lists, letter by letter. */
export const isSafePseudonym = (name: string): boolean => safeNames.has(name)

/**
 * Starts anywhere in a list and walks by a step that meets every pair, so that neighbours share no word. `taken` holds
 * keys.
 */
function walk(list: WordList, count: number, taken: ReadonlySet<string>): string[] {
  const all = countOf(list)
  const start = randomInt(all)
  const step = stepThrough(all)
  const found: string[] = []
  for (let tried = 0; found.length < count && tried < all; tried++) {
    const name = nameAt(list, (start + tried * step) % all)
    if (!taken.has(pseudonymKey(name))) found.push(name)
  }
  return found
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b))

/** The first number from somewhat over the middle on that has no divisor in common with `all`. */
function stepThrough(all: number): number {
  let step = Math.ceil(all * 0.544)
  while (greatestDivisor(step, all) !== 1) step++
  return step
}

/** As many fresh pseudonyms as asked, none of them alike to one whose key is taken. */
export function newPseudonyms(count: number, taken: ReadonlySet<string>): string[] {
  const fresh = walk(lists.any, count, taken)
  // A school with more pupils than pairs: numbers, which nobody has asked for yet.
  const start = randomInt(pseudonymCount)
  for (let number = 2; fresh.length < count; number++) {
    const name = `${nameAt(lists.any, (start + number) % pseudonymCount)} ${number}`
    if (!taken.has(pseudonymKey(name))) fresh.push(name)
  }
  return fresh
}

/** Some to choose from in a language, all free. */
export const pseudonymChoices = (language: PseudonymLanguage, count: number, taken: ReadonlySet<string>): string[] =>
  walk(lists[language], count, taken)

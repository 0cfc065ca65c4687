import { randomInt } from 'node:crypto'

/*
 * What another school sees instead of a name: an animal and a thing of the sky or the earth, written alike in French
 * and English, without gender, colour, or a word that teases.
 */

const animals =
  `Addax Argali Axolotl Bandicoot Beluga Bison Caracal Caribou Chamois Chinchilla Coati Colibri Condor Coyote Dingo
  Fennec Gecko Guanaco Ibis Impala Jaguar Kakapo Kinkajou Kiwi Koala Lion Lynx Manta Margay Markhor Mouflon Mustang
  Nautilus Numbat Ocelot Okapi Oryx Panda Pangolin Pika Puma Quetzal Quokka Saola Serval Suricate Takin Toucan Triton
  Wallaby Wapiti Wombat`.split(/\s+/)

const things =
  `Acacia Agate Altitude Andromeda Aster Atoll Aurora Azalea Banyan Baobab Cactus Camellia Canyon Cascade Cassiopeia
  Cirrus Cosmos Cumulus Dahlia Delta Fjord Geyser Ginkgo Granite Hibiscus Horizon Iceberg Iris Jasmin Kelp Lotus
  Magnolia Mimosa Mirage Mistral Nimbus Nova Oasis Onyx Orion Polaris Quartz Sequoia Silex Sirius Solstice Stratus
  Tempo Vega Yucca Zenith Zephyr Zinnia`.split(/\s+/)

export const pseudonymCount = animals.length * things.length

const nameAt = (index: number) => `${animals[index % animals.length]} ${things[Math.floor(index / animals.length)]}`

/**
 * As many fresh pseudonyms as asked, none of them taken. Starts anywhere and walks by a step that meets every pair, so
 * that neighbours on a list share no word.
 */
export function newPseudonyms(count: number, taken: ReadonlySet<string>): string[] {
  const start = randomInt(pseudonymCount)
  // Prime to 52 and 53, hence to their product.
  const step = 1_499
  const fresh: string[] = []
  for (let tried = 0; fresh.length < count && tried < pseudonymCount; tried++) {
    const name = nameAt((start + tried * step) % pseudonymCount)
    if (!taken.has(name)) fresh.push(name)
  }
  // A school with more pupils than pairs: numbers, which nobody has asked for yet.
  for (let number = 2; fresh.length < count; number++) {
    const name = `${nameAt((start + number) % pseudonymCount)} ${number}`
    if (!taken.has(name)) fresh.push(name)
  }
  return fresh
}

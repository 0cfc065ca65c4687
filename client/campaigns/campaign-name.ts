import type { CampaignView } from '#client/data/campaigns.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'

/** By its rules, its year, and what it is called among several of a year. */
export function useCampaignName() {
  const title = useInLanguages()
  return ({ titles, year, title: own }: CampaignView) =>
    [title(titles), `${year}/${year + 1}`, own].filter(Boolean).join(', ')
}

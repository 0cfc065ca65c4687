import type { Audience } from './chapters.ts'

/** One thing that is new, newest first; its words are `guide.new_<id>`. */
export interface Novelty {
  id: string
  /** Since when it is in the product. */
  day: string
  for: Audience
}

export const novelties: readonly Novelty[] = [
  { id: 'guide', day: '2026-12-02', for: 'teacher' },
  { id: 'circles', day: '2026-12-02', for: 'teacher' },
  { id: 'searches', day: '2026-12-02', for: 'teacher' },
  { id: 'offers', day: '2026-12-02', for: 'teacher' },
  { id: 'pupil_guide', day: '2026-12-02', for: 'pupil' },
  { id: 'rollover', day: '2026-12-02', for: 'head' },
  { id: 'past', day: '2026-12-02', for: 'office' },
  { id: 'news', day: '2026-12-02', for: 'office' },
  { id: 'glance', day: '2026-12-01', for: 'head' },
  { id: 'pupil_plan', day: '2026-12-01', for: 'pupil' },
  { id: 'pupil_assess', day: '2026-12-01', for: 'pupil' },
  { id: 'pupil_wait', day: '2026-12-01', for: 'pupil' },
  { id: 'lesson', day: '2026-12-01', for: 'teacher' },
  { id: 'plan', day: '2026-12-01', for: 'teacher' },
  { id: 'judge', day: '2026-12-01', for: 'teacher' },
]

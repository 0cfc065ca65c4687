/** Pictures that a page takes. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif']

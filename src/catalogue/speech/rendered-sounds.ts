/** So much of a sentence's digest names its sound in the file of the voice made beforehand. */
export const soundKeyLength = 12

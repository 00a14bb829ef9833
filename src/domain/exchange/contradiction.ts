/** When what the portal says of a dossier cannot be true by what the desk knows. */

/**
 * The portal may be behind, never elsewhere: a state that the dossier has had is old news, any other one is a
 * contradiction, which a person decides on.
 * @param states all that the dossier has had here, its present one too.
 */
export function contradicts(portalState: number, states: readonly number[]): boolean {
  return !states.includes(portalState)
}

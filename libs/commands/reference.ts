/** Injection token of the rules' reference data (`Reference` of `libs/rules/reference`). */
export const REFERENCE = Symbol('Reference');

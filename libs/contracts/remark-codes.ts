/** MA130, unprocessable: no determination was made, so there is nothing to appeal and the claim is sent anew. */
export const UNPROCESSABLE = 'MA130';

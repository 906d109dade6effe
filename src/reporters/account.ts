/** The account that everything simulated belongs to; AWS gives nobody this number. */
export const SIMULATED_ACCOUNT = '000000000000';

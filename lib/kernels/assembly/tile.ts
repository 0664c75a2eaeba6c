/** Examples in a tile. */
export const TILE: i32 = 64;
/** Bytes from one row of a tile to the next. */
export const ROW: usize = 512;
/** Rows in a block, and their bytes in a tile. */
export const BLOCK: i32 = 5;
export const BLOCK_ROWS: usize = 5 * ROW;

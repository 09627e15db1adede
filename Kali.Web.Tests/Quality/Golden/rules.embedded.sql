-- missing_values: country is never missing, empty or written like Unknown. A row that breaks this is held back. The upload warns at the first such row.
--   1 = , (VARCHAR)
--   2 = ,country, (VARCHAR)
--   3 =  	⏎⏎     ​ 　﻿ (VARCHAR)
--   4 =  (VARCHAR)
--   5 = unknown (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce(((("country" IS NULL) AND (NOT (("_not_fitting" IS NOT NULL) AND contains(($1 || "_not_fitting" || $1), $2)))) OR (lower(trim("country", $3)) IN ($4, $5))), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- missing_values: country is never missing, empty or written like X+. A row that breaks this is held back. The upload warns at the first such row.
--   1 = , (VARCHAR)
--   2 = ,country, (VARCHAR)
--   3 =  	⏎⏎     ​ 　﻿ (VARCHAR)
--   4 =  (VARCHAR)
--   5 = X+ (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce(((("country" IS NULL) AND (NOT (("_not_fitting" IS NOT NULL) AND contains(($1 || "_not_fitting" || $1), $2)))) OR (lower(trim("country", $3)) IN ($4)) OR regexp_full_match(trim("country", $3), $5)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- must_be_null: delivered is empty. A row that breaks this is held back. The upload warns at the first such row.
--   1 = , (VARCHAR)
--   2 = ,delivered, (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((NOT (("delivered" IS NULL) AND (NOT (("_not_fitting" IS NOT NULL) AND contains(($1 || "_not_fitting" || $1), $2))))), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- not_in_list: country is never xx or DE. A row that breaks this is held back. The upload warns at the first such row.
--   1 = xx (VARCHAR)
--   2 = DE (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce(("country" IN ($1, $2)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- not_in_list: country is never xx or DE. A row that breaks this is held back. The upload warns at the first such row.
--   1 = xx (VARCHAR)
--   2 = de (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((lower("country") IN ($1, $2)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- combination_in_list: country and weight together are DE · 1, FR · 2 or XX · 5. A row that breaks this is held back. The upload warns at the first such row.
--   1 = DE (VARCHAR)
--   2 = 1 (BIGINT)
--   3 = FR (VARCHAR)
--   4 = 2 (BIGINT)
--   5 = XX (VARCHAR)
--   6 = 5 (BIGINT)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((("country" IS NOT NULL) AND ("weight" IS NOT NULL) AND (NOT ((("country" = $1) AND ("weight" = $2)) OR (("country" = $3) AND ("weight" = $4)) OR (("country" = $5) AND ("weight" = $6))))), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- not_in_range: amount does not lie between 9.5 and 10.5. A row that breaks this is held back. The upload warns at the first such row.
--   1 = 9.5 (DECIMAL(28,1))
--   2 = 10.5 (DECIMAL(28,1))
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((("amount" >= $1) AND ("amount" <= $2)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- equal_to: amount is 10 ± 1.5. A row that breaks this is held back. The upload warns at the first such row.
--   1 = 10 (DOUBLE)
--   2 = 1.5 (DOUBLE)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((abs((CAST("amount" AS DOUBLE) - $1)) > $2), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- equal_to: amount is not 10 ± 10%. A row that breaks this is held back. The upload warns at the first such row.
--   1 = 10 (DOUBLE)
--   2 = 1 (DOUBLE)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((abs((CAST("amount" AS DOUBLE) - $1)) <= $2), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- equal_to: country is not FR. A row that breaks this is held back. The upload warns at the first such row.
--   1 = FR (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce(("country" = $1), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- length: country has exactly 2 characters. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce(((length("country") < 2) OR (length("country") > 2)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- date_format: note is a day, written as yyyy-MM-dd. A row that breaks this is held back. The upload warns at the first such row.
--   1 = (?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])\-(?:0[1-9]|1[0-2])\-(?:0[1-9]|[12][0-9]|3[01]) (VARCHAR)
--   2 = - (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((("note" IS NOT NULL) AND CASE WHEN regexp_full_match("note", $1) THEN (NOT (TRY_CAST((substring("note", 1, 4) || $2 || substring("note", 6, 2) || $2 || substring("note", 9, 2)) AS DATE) IS NOT NULL)) ELSE TRUE END), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- date_format: ordered is a day, written as yyyy-MM-dd. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce(FALSE, FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- format: contact is an e-mail address. A row that breaks this is held back. The upload warns at the first such row.
--   1 = [A-Za-z0-9.!#%&'*+/=?_`~\^\{\}|\-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?)+ (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((NOT regexp_full_match("contact", $1)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- format: contact is an IPv4 address. A row that breaks this is held back. The upload warns at the first such row.
--   1 = (?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3} (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((NOT regexp_full_match("contact", $1)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- format: contact is a card number. A row that breaks this is held back. The upload warns at the first such row.
--   1 = [0-9](?:[ \-]?[0-9]){12,18} (VARCHAR)
--   2 = [^0-9] (VARCHAR)
--   3 =  (VARCHAR)
--   4 = g (VARCHAR)
--   5 = 0 (VARCHAR)
--   6 = 0246813579 (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((NOT CASE WHEN regexp_full_match("contact", $1) THEN ((((((((((((((((((((CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 1, 1) AS BIGINT) + CAST(substring($6, (CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 2, 1) AS BIGINT) + 1), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 3, 1) AS BIGINT)) + CAST(substring($6, (CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 4, 1) AS BIGINT) + 1), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 5, 1) AS BIGINT)) + CAST(substring($6, (CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 6, 1) AS BIGINT) + 1), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 7, 1) AS BIGINT)) + CAST(substring($6, (CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 8, 1) AS BIGINT) + 1), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 9, 1) AS BIGINT)) + CAST(substring($6, (CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 10, 1) AS BIGINT) + 1), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 11, 1) AS BIGINT)) + CAST(substring($6, (CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 12, 1) AS BIGINT) + 1), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 13, 1) AS BIGINT)) + CAST(substring($6, (CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 14, 1) AS BIGINT) + 1), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 15, 1) AS BIGINT)) + CAST(substring($6, (CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 16, 1) AS BIGINT) + 1), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 17, 1) AS BIGINT)) + CAST(substring($6, (CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 18, 1) AS BIGINT) + 1), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace("contact", $2, $3, $4), CAST(19 AS INTEGER), $5), 19, 1) AS BIGINT)) % nullif(10, 0)) = 0) WHEN ("contact" IS NOT NULL) THEN FALSE END), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- format: contact is an IBAN. A row that breaks this is held back. The upload warns at the first such row.
--   1 = [A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]){11,30} (VARCHAR)
--   2 =   (VARCHAR)
--   3 =  (VARCHAR)
--   4 = A (VARCHAR)
--   5 = 10 (VARCHAR)
--   6 = B (VARCHAR)
--   7 = 11 (VARCHAR)
--   8 = C (VARCHAR)
--   9 = 12 (VARCHAR)
--   10 = D (VARCHAR)
--   11 = 13 (VARCHAR)
--   12 = E (VARCHAR)
--   13 = 14 (VARCHAR)
--   14 = F (VARCHAR)
--   15 = 15 (VARCHAR)
--   16 = G (VARCHAR)
--   17 = 16 (VARCHAR)
--   18 = H (VARCHAR)
--   19 = 17 (VARCHAR)
--   20 = I (VARCHAR)
--   21 = 18 (VARCHAR)
--   22 = J (VARCHAR)
--   23 = 19 (VARCHAR)
--   24 = K (VARCHAR)
--   25 = 20 (VARCHAR)
--   26 = L (VARCHAR)
--   27 = 21 (VARCHAR)
--   28 = M (VARCHAR)
--   29 = 22 (VARCHAR)
--   30 = N (VARCHAR)
--   31 = 23 (VARCHAR)
--   32 = O (VARCHAR)
--   33 = 24 (VARCHAR)
--   34 = P (VARCHAR)
--   35 = 25 (VARCHAR)
--   36 = Q (VARCHAR)
--   37 = 26 (VARCHAR)
--   38 = R (VARCHAR)
--   39 = 27 (VARCHAR)
--   40 = S (VARCHAR)
--   41 = 28 (VARCHAR)
--   42 = T (VARCHAR)
--   43 = 29 (VARCHAR)
--   44 = U (VARCHAR)
--   45 = 30 (VARCHAR)
--   46 = V (VARCHAR)
--   47 = 31 (VARCHAR)
--   48 = W (VARCHAR)
--   49 = 32 (VARCHAR)
--   50 = X (VARCHAR)
--   51 = 33 (VARCHAR)
--   52 = Y (VARCHAR)
--   53 = 34 (VARCHAR)
--   54 = Z (VARCHAR)
--   55 = 35 (VARCHAR)
--   56 = 0 (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((NOT CASE WHEN regexp_full_match("contact", $1) THEN (((((((((((((((((((((((((0 * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace((substring(replace("contact", $2, $3), 5, 40) || substring(replace("contact", $2, $3), 1, 4)), $4, $5), $6, $7), $8, $9), $10, $11), $12, $13), $14, $15), $16, $17), $18, $19), $20, $21), $22, $23), $24, $25), $26, $27), $28, $29), $30, $31), $32, $33), $34, $35), $36, $37), $38, $39), $40, $41), $42, $43), $44, $45), $46, $47), $48, $49), $50, $51), $52, $53), $54, $55), CAST(72 AS INTEGER), $56), 1, 9) AS BIGINT)) % nullif(97, 0)) * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace((substring(replace("contact", $2, $3), 5, 40) || substring(replace("contact", $2, $3), 1, 4)), $4, $5), $6, $7), $8, $9), $10, $11), $12, $13), $14, $15), $16, $17), $18, $19), $20, $21), $22, $23), $24, $25), $26, $27), $28, $29), $30, $31), $32, $33), $34, $35), $36, $37), $38, $39), $40, $41), $42, $43), $44, $45), $46, $47), $48, $49), $50, $51), $52, $53), $54, $55), CAST(72 AS INTEGER), $56), 10, 9) AS BIGINT)) % nullif(97, 0)) * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace((substring(replace("contact", $2, $3), 5, 40) || substring(replace("contact", $2, $3), 1, 4)), $4, $5), $6, $7), $8, $9), $10, $11), $12, $13), $14, $15), $16, $17), $18, $19), $20, $21), $22, $23), $24, $25), $26, $27), $28, $29), $30, $31), $32, $33), $34, $35), $36, $37), $38, $39), $40, $41), $42, $43), $44, $45), $46, $47), $48, $49), $50, $51), $52, $53), $54, $55), CAST(72 AS INTEGER), $56), 19, 9) AS BIGINT)) % nullif(97, 0)) * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace((substring(replace("contact", $2, $3), 5, 40) || substring(replace("contact", $2, $3), 1, 4)), $4, $5), $6, $7), $8, $9), $10, $11), $12, $13), $14, $15), $16, $17), $18, $19), $20, $21), $22, $23), $24, $25), $26, $27), $28, $29), $30, $31), $32, $33), $34, $35), $36, $37), $38, $39), $40, $41), $42, $43), $44, $45), $46, $47), $48, $49), $50, $51), $52, $53), $54, $55), CAST(72 AS INTEGER), $56), 28, 9) AS BIGINT)) % nullif(97, 0)) * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace((substring(replace("contact", $2, $3), 5, 40) || substring(replace("contact", $2, $3), 1, 4)), $4, $5), $6, $7), $8, $9), $10, $11), $12, $13), $14, $15), $16, $17), $18, $19), $20, $21), $22, $23), $24, $25), $26, $27), $28, $29), $30, $31), $32, $33), $34, $35), $36, $37), $38, $39), $40, $41), $42, $43), $44, $45), $46, $47), $48, $49), $50, $51), $52, $53), $54, $55), CAST(72 AS INTEGER), $56), 37, 9) AS BIGINT)) % nullif(97, 0)) * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace((substring(replace("contact", $2, $3), 5, 40) || substring(replace("contact", $2, $3), 1, 4)), $4, $5), $6, $7), $8, $9), $10, $11), $12, $13), $14, $15), $16, $17), $18, $19), $20, $21), $22, $23), $24, $25), $26, $27), $28, $29), $30, $31), $32, $33), $34, $35), $36, $37), $38, $39), $40, $41), $42, $43), $44, $45), $46, $47), $48, $49), $50, $51), $52, $53), $54, $55), CAST(72 AS INTEGER), $56), 46, 9) AS BIGINT)) % nullif(97, 0)) * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace((substring(replace("contact", $2, $3), 5, 40) || substring(replace("contact", $2, $3), 1, 4)), $4, $5), $6, $7), $8, $9), $10, $11), $12, $13), $14, $15), $16, $17), $18, $19), $20, $21), $22, $23), $24, $25), $26, $27), $28, $29), $30, $31), $32, $33), $34, $35), $36, $37), $38, $39), $40, $41), $42, $43), $44, $45), $46, $47), $48, $49), $50, $51), $52, $53), $54, $55), CAST(72 AS INTEGER), $56), 55, 9) AS BIGINT)) % nullif(97, 0)) * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace((substring(replace("contact", $2, $3), 5, 40) || substring(replace("contact", $2, $3), 1, 4)), $4, $5), $6, $7), $8, $9), $10, $11), $12, $13), $14, $15), $16, $17), $18, $19), $20, $21), $22, $23), $24, $25), $26, $27), $28, $29), $30, $31), $32, $33), $34, $35), $36, $37), $38, $39), $40, $41), $42, $43), $44, $45), $46, $47), $48, $49), $50, $51), $52, $53), $54, $55), CAST(72 AS INTEGER), $56), 64, 9) AS BIGINT)) % nullif(97, 0)) = 1) WHEN ("contact" IS NOT NULL) THEN FALSE END), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- format: country is a country code of two letters. A row that breaks this is held back. The upload warns at the first such row.
--   1 = AD (VARCHAR)
--   2 = AE (VARCHAR)
--   3 = AF (VARCHAR)
--   4 = AG (VARCHAR)
--   5 = AI (VARCHAR)
--   6 = AL (VARCHAR)
--   7 = AM (VARCHAR)
--   8 = AO (VARCHAR)
--   9 = AQ (VARCHAR)
--   10 = AR (VARCHAR)
--   11 = AS (VARCHAR)
--   12 = AT (VARCHAR)
--   13 = AU (VARCHAR)
--   14 = AW (VARCHAR)
--   15 = AX (VARCHAR)
--   16 = AZ (VARCHAR)
--   17 = BA (VARCHAR)
--   18 = BB (VARCHAR)
--   19 = BD (VARCHAR)
--   20 = BE (VARCHAR)
--   21 = BF (VARCHAR)
--   22 = BG (VARCHAR)
--   23 = BH (VARCHAR)
--   24 = BI (VARCHAR)
--   25 = BJ (VARCHAR)
--   26 = BL (VARCHAR)
--   27 = BM (VARCHAR)
--   28 = BN (VARCHAR)
--   29 = BO (VARCHAR)
--   30 = BQ (VARCHAR)
--   31 = BR (VARCHAR)
--   32 = BS (VARCHAR)
--   33 = BT (VARCHAR)
--   34 = BV (VARCHAR)
--   35 = BW (VARCHAR)
--   36 = BY (VARCHAR)
--   37 = BZ (VARCHAR)
--   38 = CA (VARCHAR)
--   39 = CC (VARCHAR)
--   40 = CD (VARCHAR)
--   41 = CF (VARCHAR)
--   42 = CG (VARCHAR)
--   43 = CH (VARCHAR)
--   44 = CI (VARCHAR)
--   45 = CK (VARCHAR)
--   46 = CL (VARCHAR)
--   47 = CM (VARCHAR)
--   48 = CN (VARCHAR)
--   49 = CO (VARCHAR)
--   50 = CR (VARCHAR)
--   51 = CU (VARCHAR)
--   52 = CV (VARCHAR)
--   53 = CW (VARCHAR)
--   54 = CX (VARCHAR)
--   55 = CY (VARCHAR)
--   56 = CZ (VARCHAR)
--   57 = DE (VARCHAR)
--   58 = DJ (VARCHAR)
--   59 = DK (VARCHAR)
--   60 = DM (VARCHAR)
--   61 = DO (VARCHAR)
--   62 = DZ (VARCHAR)
--   63 = EC (VARCHAR)
--   64 = EE (VARCHAR)
--   65 = EG (VARCHAR)
--   66 = EH (VARCHAR)
--   67 = ER (VARCHAR)
--   68 = ES (VARCHAR)
--   69 = ET (VARCHAR)
--   70 = FI (VARCHAR)
--   71 = FJ (VARCHAR)
--   72 = FK (VARCHAR)
--   73 = FM (VARCHAR)
--   74 = FO (VARCHAR)
--   75 = FR (VARCHAR)
--   76 = GA (VARCHAR)
--   77 = GB (VARCHAR)
--   78 = GD (VARCHAR)
--   79 = GE (VARCHAR)
--   80 = GF (VARCHAR)
--   81 = GG (VARCHAR)
--   82 = GH (VARCHAR)
--   83 = GI (VARCHAR)
--   84 = GL (VARCHAR)
--   85 = GM (VARCHAR)
--   86 = GN (VARCHAR)
--   87 = GP (VARCHAR)
--   88 = GQ (VARCHAR)
--   89 = GR (VARCHAR)
--   90 = GS (VARCHAR)
--   91 = GT (VARCHAR)
--   92 = GU (VARCHAR)
--   93 = GW (VARCHAR)
--   94 = GY (VARCHAR)
--   95 = HK (VARCHAR)
--   96 = HM (VARCHAR)
--   97 = HN (VARCHAR)
--   98 = HR (VARCHAR)
--   99 = HT (VARCHAR)
--   100 = HU (VARCHAR)
--   101 = ID (VARCHAR)
--   102 = IE (VARCHAR)
--   103 = IL (VARCHAR)
--   104 = IM (VARCHAR)
--   105 = IN (VARCHAR)
--   106 = IO (VARCHAR)
--   107 = IQ (VARCHAR)
--   108 = IR (VARCHAR)
--   109 = IS (VARCHAR)
--   110 = IT (VARCHAR)
--   111 = JE (VARCHAR)
--   112 = JM (VARCHAR)
--   113 = JO (VARCHAR)
--   114 = JP (VARCHAR)
--   115 = KE (VARCHAR)
--   116 = KG (VARCHAR)
--   117 = KH (VARCHAR)
--   118 = KI (VARCHAR)
--   119 = KM (VARCHAR)
--   120 = KN (VARCHAR)
--   121 = KP (VARCHAR)
--   122 = KR (VARCHAR)
--   123 = KW (VARCHAR)
--   124 = KY (VARCHAR)
--   125 = KZ (VARCHAR)
--   126 = LA (VARCHAR)
--   127 = LB (VARCHAR)
--   128 = LC (VARCHAR)
--   129 = LI (VARCHAR)
--   130 = LK (VARCHAR)
--   131 = LR (VARCHAR)
--   132 = LS (VARCHAR)
--   133 = LT (VARCHAR)
--   134 = LU (VARCHAR)
--   135 = LV (VARCHAR)
--   136 = LY (VARCHAR)
--   137 = MA (VARCHAR)
--   138 = MC (VARCHAR)
--   139 = MD (VARCHAR)
--   140 = ME (VARCHAR)
--   141 = MF (VARCHAR)
--   142 = MG (VARCHAR)
--   143 = MH (VARCHAR)
--   144 = MK (VARCHAR)
--   145 = ML (VARCHAR)
--   146 = MM (VARCHAR)
--   147 = MN (VARCHAR)
--   148 = MO (VARCHAR)
--   149 = MP (VARCHAR)
--   150 = MQ (VARCHAR)
--   151 = MR (VARCHAR)
--   152 = MS (VARCHAR)
--   153 = MT (VARCHAR)
--   154 = MU (VARCHAR)
--   155 = MV (VARCHAR)
--   156 = MW (VARCHAR)
--   157 = MX (VARCHAR)
--   158 = MY (VARCHAR)
--   159 = MZ (VARCHAR)
--   160 = NA (VARCHAR)
--   161 = NC (VARCHAR)
--   162 = NE (VARCHAR)
--   163 = NF (VARCHAR)
--   164 = NG (VARCHAR)
--   165 = NI (VARCHAR)
--   166 = NL (VARCHAR)
--   167 = NO (VARCHAR)
--   168 = NP (VARCHAR)
--   169 = NR (VARCHAR)
--   170 = NU (VARCHAR)
--   171 = NZ (VARCHAR)
--   172 = OM (VARCHAR)
--   173 = PA (VARCHAR)
--   174 = PE (VARCHAR)
--   175 = PF (VARCHAR)
--   176 = PG (VARCHAR)
--   177 = PH (VARCHAR)
--   178 = PK (VARCHAR)
--   179 = PL (VARCHAR)
--   180 = PM (VARCHAR)
--   181 = PN (VARCHAR)
--   182 = PR (VARCHAR)
--   183 = PS (VARCHAR)
--   184 = PT (VARCHAR)
--   185 = PW (VARCHAR)
--   186 = PY (VARCHAR)
--   187 = QA (VARCHAR)
--   188 = RE (VARCHAR)
--   189 = RO (VARCHAR)
--   190 = RS (VARCHAR)
--   191 = RU (VARCHAR)
--   192 = RW (VARCHAR)
--   193 = SA (VARCHAR)
--   194 = SB (VARCHAR)
--   195 = SC (VARCHAR)
--   196 = SD (VARCHAR)
--   197 = SE (VARCHAR)
--   198 = SG (VARCHAR)
--   199 = SH (VARCHAR)
--   200 = SI (VARCHAR)
--   201 = SJ (VARCHAR)
--   202 = SK (VARCHAR)
--   203 = SL (VARCHAR)
--   204 = SM (VARCHAR)
--   205 = SN (VARCHAR)
--   206 = SO (VARCHAR)
--   207 = SR (VARCHAR)
--   208 = SS (VARCHAR)
--   209 = ST (VARCHAR)
--   210 = SV (VARCHAR)
--   211 = SX (VARCHAR)
--   212 = SY (VARCHAR)
--   213 = SZ (VARCHAR)
--   214 = TC (VARCHAR)
--   215 = TD (VARCHAR)
--   216 = TF (VARCHAR)
--   217 = TG (VARCHAR)
--   218 = TH (VARCHAR)
--   219 = TJ (VARCHAR)
--   220 = TK (VARCHAR)
--   221 = TL (VARCHAR)
--   222 = TM (VARCHAR)
--   223 = TN (VARCHAR)
--   224 = TO (VARCHAR)
--   225 = TR (VARCHAR)
--   226 = TT (VARCHAR)
--   227 = TV (VARCHAR)
--   228 = TW (VARCHAR)
--   229 = TZ (VARCHAR)
--   230 = UA (VARCHAR)
--   231 = UG (VARCHAR)
--   232 = UM (VARCHAR)
--   233 = US (VARCHAR)
--   234 = UY (VARCHAR)
--   235 = UZ (VARCHAR)
--   236 = VA (VARCHAR)
--   237 = VC (VARCHAR)
--   238 = VE (VARCHAR)
--   239 = VG (VARCHAR)
--   240 = VI (VARCHAR)
--   241 = VN (VARCHAR)
--   242 = VU (VARCHAR)
--   243 = WF (VARCHAR)
--   244 = WS (VARCHAR)
--   245 = YE (VARCHAR)
--   246 = YT (VARCHAR)
--   247 = ZA (VARCHAR)
--   248 = ZM (VARCHAR)
--   249 = ZW (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((NOT ("country" IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96, $97, $98, $99, $100, $101, $102, $103, $104, $105, $106, $107, $108, $109, $110, $111, $112, $113, $114, $115, $116, $117, $118, $119, $120, $121, $122, $123, $124, $125, $126, $127, $128, $129, $130, $131, $132, $133, $134, $135, $136, $137, $138, $139, $140, $141, $142, $143, $144, $145, $146, $147, $148, $149, $150, $151, $152, $153, $154, $155, $156, $157, $158, $159, $160, $161, $162, $163, $164, $165, $166, $167, $168, $169, $170, $171, $172, $173, $174, $175, $176, $177, $178, $179, $180, $181, $182, $183, $184, $185, $186, $187, $188, $189, $190, $191, $192, $193, $194, $195, $196, $197, $198, $199, $200, $201, $202, $203, $204, $205, $206, $207, $208, $209, $210, $211, $212, $213, $214, $215, $216, $217, $218, $219, $220, $221, $222, $223, $224, $225, $226, $227, $228, $229, $230, $231, $232, $233, $234, $235, $236, $237, $238, $239, $240, $241, $242, $243, $244, $245, $246, $247, $248, $249))), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- ip_in_network: contact is an address of the network 10.1.0.0/16. A row that breaks this is held back. The upload warns at the first such row.
--   1 = (?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3} (VARCHAR)
--   2 = . (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((("contact" IS NOT NULL) AND CASE WHEN regexp_full_match("contact", $1) THEN (NOT ((((((((((0 * 256) + TRY_CAST(split_part("contact", $2, 1) AS BIGINT)) * 256) + TRY_CAST(split_part("contact", $2, 2) AS BIGINT)) * 256) + TRY_CAST(split_part("contact", $2, 3) AS BIGINT)) * 256) + TRY_CAST(split_part("contact", $2, 4) AS BIGINT)) >= 167837696) AND (((((((((0 * 256) + TRY_CAST(split_part("contact", $2, 1) AS BIGINT)) * 256) + TRY_CAST(split_part("contact", $2, 2) AS BIGINT)) * 256) + TRY_CAST(split_part("contact", $2, 3) AS BIGINT)) * 256) + TRY_CAST(split_part("contact", $2, 4) AS BIGINT)) <= 167903231))) ELSE TRUE END), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- no_personal_data: contact holds no e-mail addresses, phone numbers, card numbers, IBANs, US social security numbers or IP addresses. A row that breaks this is held back. The upload warns at the first such row.
--   1 = [A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+ (VARCHAR)
--   2 = (?:\A|[^0-9A-Za-z.,\-])(?:\+[0-9]{1,3}|0)[ ()/\-]{0,2}[1-9][0-9]{1,4}(?:[ ()/\-]{1,3}[0-9]{2,})+(?:\z|[^0-9A-Za-z]) (VARCHAR)
--   3 = (?:\A|[^0-9A-Za-z])[3-6][0-9]{3}(?:[ \-]?[0-9]{4}){2}[ \-]?[0-9]{1,7}(?:\z|[^0-9A-Za-z]) (VARCHAR)
--   4 = (?:\A|[^0-9A-Za-z])[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?(?:\z|[^0-9A-Za-z]) (VARCHAR)
--   5 = (?:\A|[^0-9A-Za-z])[0-8][0-9]{2}-[0-9]{2}-[0-9]{4}(?:\z|[^0-9A-Za-z]) (VARCHAR)
--   6 = (?:\A|[^0-9.])(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}(?:\z|[^0-9.]) (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((regexp_matches("contact", $1) OR regexp_matches("contact", $2) OR regexp_matches("contact", $3) OR regexp_matches("contact", $4) OR regexp_matches("contact", $5) OR regexp_matches("contact", $6)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- no_personal_data: note holds no phone numbers. A row that breaks this is held back. The upload warns at the first such row.
--   1 = (?:\A|[^0-9A-Za-z.,\-])(?:\+[0-9]{1,3}|0)[ ()/\-]{0,2}[1-9][0-9]{1,4}(?:[ ()/\-]{1,3}[0-9]{2,})+(?:\z|[^0-9A-Za-z]) (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((regexp_matches("note", $1)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- json: note is JSON. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((("note" IS NOT NULL) AND CASE WHEN (json_valid("note") AND NOT regexp_matches(regexp_replace("note", '"(?:[^"\\]|\\.)*"', '""', 'g'), '[iIN]|n[aA]|,[ \t\r\n]*[\]}]')) THEN (NOT TRUE) ELSE TRUE END), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- json: note is JSON with a and b. A row that breaks this is held back. The upload warns at the first such row.
--   1 = a (VARCHAR)
--   2 = b (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((("note" IS NOT NULL) AND CASE WHEN (json_valid("note") AND NOT regexp_matches(regexp_replace("note", '"(?:[^"\\]|\\.)*"', '""', 'g'), '[iIN]|n[aA]|,[ \t\r\n]*[\]}]')) THEN (NOT (CASE WHEN json_valid("note") THEN list_contains(coalesce(json_keys("note"), []), $1) ELSE FALSE END AND CASE WHEN json_valid("note") THEN list_contains(coalesce(json_keys("note"), []), $2) ELSE FALSE END)) ELSE TRUE END), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- not_in_future: delivered does not lie in the future. A row that breaks this is held back. The upload warns at the first such row.
--   1 = 2026-11-23 (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce(("delivered" > CAST($1 AS DATE)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- not_in_future: delivered lies at most 40 days ahead. A row that breaks this is held back. The upload warns at the first such row.
--   1 = 2027-01-02 (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce(("delivered" > CAST($1 AS DATE)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- older_than: ordered lies at least 2 days back. A row that breaks this is held back. The upload warns at the first such row.
--   1 = 2026-11-21 (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce(("ordered" > CAST($1 AS DATE)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- older_than: ordered lies at most 10 days back. A row that breaks this is held back. The upload warns at the first such row.
--   1 = 2026-11-13 (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce(("ordered" < CAST($1 AS DATE)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- older_than_column: ordered is not after delivered. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((date_diff('day', "ordered", "delivered") < 0), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- older_than_column: ordered is at least 1 days before delivered. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((date_diff('day', "ordered", "delivered") < 1), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- compare_columns: delivered is at least ordered. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((NOT ("delivered" >= "ordered")), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- compare_columns: delivered differs from ordered. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((NOT ("delivered" <> "ordered")), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- compare_columns: delivered equals ordered. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((NOT ("delivered" IS NOT DISTINCT FROM "ordered")), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- no_outliers: amount lies at most 3.5 times as far from the median as is usual. A row that breaks this is held back. The upload warns at the first such row.
--   1 = 3.5 (DOUBLE)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((("_distance_0" > 0) AND (abs((CAST("amount" AS DOUBLE) - "_centre_0")) > ("_distance_0" * $1))), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
LEFT JOIN (SELECT max("_centre_0") AS "_centre_0", percentile_cont(0.5) WITHIN GROUP (ORDER BY abs((CAST("amount" AS DOUBLE) - "_centre_0"))) AS "_distance_0" FROM "kali_dev.silver_layer.orders" AS spread_rows CROSS JOIN (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST("amount" AS DOUBLE)) AS "_centre_0" FROM "kali_dev.silver_layer.orders" AS typical_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS middles WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS typical ON (1 = 1)
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- no_outliers: weight lies at most 2 standard deviations from the mean. A row that breaks this is held back. The upload warns at the first such row.
--   1 = 2 (DOUBLE)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((("_distance_0" > 0) AND (abs((CAST("weight" AS DOUBLE) - "_centre_0")) > ("_distance_0" * $1))), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
LEFT JOIN (SELECT avg(CAST("weight" AS DOUBLE)) AS "_centre_0", stddev_samp(CAST("weight" AS DOUBLE)) AS "_distance_0" FROM "kali_dev.silver_layer.orders" AS typical_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS typical ON (1 = 1)
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- regex: A part of contact is written like [0-9]{4}. A row that breaks this is held back. The upload warns at the first such row.
--   1 = [0-9]{4} (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((NOT regexp_matches("contact", $1)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- foreign_key: No country stands in code of kali_dev.gold_layer.customers. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce(("_reference_0" IS NOT NULL), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
LEFT JOIN (SELECT DISTINCT "code" AS "_reference_0_0", TRUE AS "_reference_0" FROM "kali_dev.gold_layer.customers" AS referenced WHERE (("code" IS NOT NULL))) AS "found_reference_0" ON (("checked_rows"."country" = "found_reference_0"."_reference_0_0"))
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- foreign_key: Every country and id stands together in code and customer of kali_dev.gold_layer.customers. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((("country" IS NOT NULL) AND ("id" IS NOT NULL) AND ("_reference_0" IS NULL)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
LEFT JOIN (SELECT DISTINCT "code" AS "_reference_0_0", "customer" AS "_reference_0_1", TRUE AS "_reference_0" FROM "kali_dev.gold_layer.customers" AS referenced WHERE (("code" IS NOT NULL) AND ("customer" IS NOT NULL))) AS "found_reference_0" ON (("checked_rows"."country" = "found_reference_0"."_reference_0_0") AND ("checked_rows"."id" = "found_reference_0"."_reference_0_1"))
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- matches_table: Every row stands in kali_dev.gold_layer.customers, by id, with the same country. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((("_reference_0" IS NULL)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
LEFT JOIN (SELECT DISTINCT "customer" AS "_reference_0_0", "code" AS "_reference_0_1", TRUE AS "_reference_0" FROM "kali_dev.gold_layer.customers" AS referenced WHERE (1 = 1)) AS "found_reference_0" ON (("checked_rows"."id" IS NOT DISTINCT FROM "found_reference_0"."_reference_0_0") AND ("checked_rows"."country" IS NOT DISTINCT FROM "found_reference_0"."_reference_0_1"))
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- unique: id stands in one row only. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce(((("id" IS NOT NULL)) AND ("_repeated_0" IS NOT NULL)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
LEFT JOIN (SELECT "_key_0_id", count(*) AS "_repeated_0" FROM (SELECT "id" AS "_key_0_id" FROM "kali_dev.silver_layer.orders" AS own_rows WHERE ((("_row_id" >= 8589934592) AND ("_row_id" < 17179869184)) AND (("id" IS NOT NULL)))) AS all_keys GROUP BY "_key_0_id" HAVING count(*) > 1) AS "repeated_keys_0" ON (("checked_rows"."id" = "repeated_keys_0"."_key_0_id"))
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- not_null: country is never missing. A row that breaks this is held back. The upload warns at the first such row.
--   1 = , (VARCHAR)
--   2 = ,country, (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((("country" IS NULL) AND (NOT (("_not_fitting" IS NOT NULL) AND contains(($1 || "_not_fitting" || $1), $2)))), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- type: Every value in amount fits the column's type. A row that breaks this is held back. The upload warns at the first such row.
--   1 = , (VARCHAR)
--   2 = ,amount, (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((("_not_fitting" IS NOT NULL) AND contains(($1 || "_not_fitting" || $1), $2)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- duplicate_rows: No two rows are equal in contact and weight. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((TRUE AND ("_repeated_0" IS NOT NULL)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
LEFT JOIN (SELECT "_key_0_contact", "_key_0_weight", count(*) AS "_repeated_0" FROM (SELECT "contact" AS "_key_0_contact", "weight" AS "_key_0_weight" FROM "kali_dev.silver_layer.orders" AS own_rows WHERE ((("_row_id" >= 8589934592) AND ("_row_id" < 17179869184)) AND TRUE)) AS all_keys GROUP BY "_key_0_contact", "_key_0_weight" HAVING count(*) > 1) AS "repeated_keys_0" ON (("checked_rows"."contact" IS NOT DISTINCT FROM "repeated_keys_0"."_key_0_contact") AND ("checked_rows"."weight" IS NOT DISTINCT FROM "repeated_keys_0"."_key_0_weight"))
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- duplicate_rows: No two rows are equal in id. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((TRUE AND ("_repeated_0" IS NOT NULL)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
LEFT JOIN (SELECT "_key_0_id", count(*) AS "_repeated_0" FROM (SELECT "id" AS "_key_0_id" FROM "kali_dev.silver_layer.orders" AS own_rows WHERE ((("_row_id" >= 8589934592) AND ("_row_id" < 17179869184)) AND TRUE)) AS all_keys GROUP BY "_key_0_id" HAVING count(*) > 1) AS "repeated_keys_0" ON (("checked_rows"."id" IS NOT DISTINCT FROM "repeated_keys_0"."_key_0_id"))
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- in_list: country is DE or FR. A row that breaks this is held back. The upload warns at the first such row.
--   1 = DE (VARCHAR)
--   2 = FR (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((NOT ("country" IN ($1, $2))), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- in_range: amount is at least 9.5. A row that breaks this is held back. The upload warns at the first such row.
--   1 = 9.5 (DECIMAL(28,1))
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((("amount" < $1)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- row_expression: In every row, amount > 10 or country = 'DE'. A row that breaks this is held back. The upload warns at the first such row.
--   1 = 10 (BIGINT)
--   2 = DE (VARCHAR)
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce((NOT (("amount" > $1) OR ("country" = $2))), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- unique: country and weight together stand in one row only. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows."_row_id", coalesce(((("country" IS NOT NULL) AND ("weight" IS NOT NULL)) AND ("_repeated_0" IS NOT NULL)), FALSE) AS "_fails_0"
    FROM "kali_dev.silver_layer.orders" AS checked_rows
LEFT JOIN (SELECT "_key_0_country", "_key_0_weight", count(*) AS "_repeated_0" FROM (SELECT "country" AS "_key_0_country", "weight" AS "_key_0_weight" FROM "kali_dev.silver_layer.orders" AS own_rows WHERE ((("_row_id" >= 8589934592) AND ("_row_id" < 17179869184)) AND (("country" IS NOT NULL) AND ("weight" IS NOT NULL)))) AS all_keys GROUP BY "_key_0_country", "_key_0_weight" HAVING count(*) > 1) AS "repeated_keys_0" ON (("checked_rows"."country" = "repeated_keys_0"."_key_0_country") AND ("checked_rows"."weight" = "repeated_keys_0"."_key_0_weight"))
    WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged
WHERE ("_fails_0");

-- null_ratio: country is missing in 10 to 50 percent of the rows. Otherwise the upload stops at the gate.
--   1 = , (VARCHAR)
--   2 = ,country, (VARCHAR)
SELECT count(*) AS "figure_0", count_if(((("_bits_0" & 1) <> 0))) AS "figure_1", count_if(FALSE) AS "figure_2" FROM (SELECT TRUE AS is_own, (CAST(0 AS BIGINT) + CASE WHEN coalesce((("country" IS NULL) AND (NOT (("_not_fitting" IS NOT NULL) AND contains(($1 || "_not_fitting" || $1), $2)))), FALSE) THEN 1 ELSE 0 END) AS "_bits_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- distinct_count: country has exactly 4 different values. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", count(DISTINCT "_measured_0_0_0") AS "figure_1", count_if(FALSE) AS "figure_2" FROM (SELECT TRUE AS is_own, "country" AS "_measured_0_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- distinct_count: id and country together have at most 4 different values. Otherwise the upload stops at the gate.
--   1 = : (VARCHAR)
--   2 = ; (VARCHAR)
SELECT count(*) AS "figure_0", count(DISTINCT "_measured_0_0_0") AS "figure_1", count_if(FALSE) AS "figure_2" FROM (SELECT TRUE AS is_own, (CAST(length(CAST("id" AS VARCHAR)) AS VARCHAR) || $1 || CAST("id" AS VARCHAR) || $2 || CAST(length(CAST("country" AS VARCHAR)) AS VARCHAR) || $1 || CAST("country" AS VARCHAR) || $2) AS "_measured_0_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- distinct_ratio: Of the values of id, at least 90 percent are different ones. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", count(DISTINCT "_measured_0_0_0") AS "figure_1", count("_measured_1_0_0") AS "figure_2", count_if(FALSE) AS "figure_3" FROM (SELECT TRUE AS is_own, "id" AS "_measured_0_0_0", "id" AS "_measured_1_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- uniqueness_ratio: In 60 to 70 percent of the rows, id stands in no other row. Otherwise the upload stops at the gate.
WITH flagged AS MATERIALIZED (SELECT TRUE AS is_own, "id" AS "_key_id", (CAST(0 AS BIGINT) + CASE WHEN coalesce((("id" IS NOT NULL)), FALSE) THEN 1 ELSE 0 END) AS "_bits_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))),
    figures AS (SELECT count(*) AS "figure_0", count_if(((("_bits_0" & 1) <> 0))) AS "figure_1", count_if(FALSE) AS "figure_2", count_if(((("_bits_0" & 1) <> 0))) AS "figure_3" FROM flagged WHERE is_own)
SELECT figures.*, (SELECT coalesce(sum(own_rows), 0)
FROM (SELECT count(*) AS all_rows, count_if("is_own") AS own_rows
    FROM flagged WHERE ((("_bits_0" & 1) <> 0)) GROUP BY "_key_id" HAVING count(*) > 1) AS repeated) AS "query_0" FROM figures;

-- contains_values: Among the values of country are DE and FR. Otherwise the upload stops at the gate.
--   1 = DE (VARCHAR)
--   2 = FR (VARCHAR)
SELECT count(*) AS "figure_0", count(DISTINCT "_measured_0_0_0") AS "figure_1", count(DISTINCT "_measured_1_0_0") AS "figure_2", count_if(FALSE) AS "figure_3" FROM (SELECT TRUE AS is_own, CASE WHEN ("country" IN ($1, $2)) THEN "country" END AS "_measured_0_0_0", "country" AS "_measured_1_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- contains_values: The values of country are exactly DE and FR. Otherwise the upload stops at the gate.
--   1 = DE (VARCHAR)
--   2 = FR (VARCHAR)
SELECT count(*) AS "figure_0", count(DISTINCT "_measured_0_0_0") AS "figure_1", count(DISTINCT "_measured_1_0_0") AS "figure_2", count_if(FALSE) AS "figure_3" FROM (SELECT TRUE AS is_own, CASE WHEN ("country" IN ($1, $2)) THEN "country" END AS "_measured_0_0_0", "country" AS "_measured_1_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- contains_values: Among the values of country are DE and IT. Otherwise the upload stops at the gate.
--   1 = DE (VARCHAR)
--   2 = IT (VARCHAR)
SELECT count(*) AS "figure_0", count(DISTINCT "_measured_0_0_0") AS "figure_1", count(DISTINCT "_measured_1_0_0") AS "figure_2", count_if(FALSE) AS "figure_3" FROM (SELECT TRUE AS is_own, CASE WHEN ("country" IN ($1, $2)) THEN "country" END AS "_measured_0_0_0", "country" AS "_measured_1_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- column_type: The column amount has the type decimal or double. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", count_if(FALSE) AS "figure_1" FROM (SELECT TRUE AS is_own FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- column_type: The column nowhere has the type string. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", count_if(FALSE) AS "figure_1" FROM (SELECT TRUE AS is_own FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- column_count: The table has exactly 8 columns. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", count_if(FALSE) AS "figure_1" FROM (SELECT TRUE AS is_own FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- aggregate: The number of rows is exactly 6. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", count_if(FALSE) AS "figure_1" FROM (SELECT TRUE AS is_own FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- aggregate: The sum of amount is less than 952. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", CAST(sum("_measured_0_0_0") AS DOUBLE) AS "figure_1", count_if(FALSE) AS "figure_2" FROM (SELECT TRUE AS is_own, "amount" AS "_measured_0_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- aggregate: The mean of weight is exactly 17.5. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", CAST(avg("_measured_0_0_0") AS DOUBLE) AS "figure_1", count_if(FALSE) AS "figure_2" FROM (SELECT TRUE AS is_own, CAST("weight" AS DOUBLE) AS "_measured_0_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- aggregate: The median of weight is exactly 3.5. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", percentile_cont(0.5) WITHIN GROUP (ORDER BY "_measured_0_0_0") AS "figure_1", count_if(FALSE) AS "figure_2" FROM (SELECT TRUE AS is_own, CAST("weight" AS DOUBLE) AS "_measured_0_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- aggregate: The 70th percentile of weight is exactly 4.5. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", percentile_cont(0.7) WITHIN GROUP (ORDER BY "_measured_0_0_0") AS "figure_1", count_if(FALSE) AS "figure_2" FROM (SELECT TRUE AS is_own, CAST("weight" AS DOUBLE) AS "_measured_0_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- aggregate: The greatest ordered is at most 2026-11-22. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", max("_measured_0_0_0") AS "figure_1", count_if(FALSE) AS "figure_2" FROM (SELECT TRUE AS is_own, "ordered" AS "_measured_0_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- aggregate: The span from the least to the greatest weight is 0 to 50. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", (max("_measured_0_0_0") - min("_measured_0_0_0")) AS "figure_1", count_if(FALSE) AS "figure_2" FROM (SELECT TRUE AS is_own, CAST("weight" AS DOUBLE) AS "_measured_0_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- aggregate: The skewness of weight is 1.78 to 1.79. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", CAST((skewness("_measured_0_0_0") * (count("_measured_0_0_0") - 2) / sqrt(count("_measured_0_0_0") * (count("_measured_0_0_0") - 1.0))) AS DOUBLE) AS "figure_1", count_if(FALSE) AS "figure_2" FROM (SELECT TRUE AS is_own, CAST("weight" AS DOUBLE) AS "_measured_0_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- aggregate: The length of the longest country is 0 to 2. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", max("_measured_0_0_0") AS "figure_1", count_if(FALSE) AS "figure_2" FROM (SELECT TRUE AS is_own, length("country") AS "_measured_0_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- aggregate: The number of different values in id is not exactly 5. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", count(DISTINCT "_measured_0_0_0") AS "figure_1", count_if(FALSE) AS "figure_2" FROM (SELECT TRUE AS is_own, "id" AS "_measured_0_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- aggregate_matches: The number of different values in country is that of code in kali_dev.gold_layer.customers. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", count(DISTINCT "_measured_0_0_0") AS "figure_1", count_if(FALSE) AS "figure_2", (SELECT count(DISTINCT "code") FROM "kali_dev.gold_layer.customers" AS other_rows) AS "query_0" FROM (SELECT TRUE AS is_own, "country" AS "_measured_0_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- aggregate_matches: The number of different values in country is that of code in kali_dev.gold_layer.customers ± 150%. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", count(DISTINCT "_measured_0_0_0") AS "figure_1", count_if(FALSE) AS "figure_2", (SELECT count(DISTINCT "code") FROM "kali_dev.gold_layer.customers" AS other_rows) AS "query_0" FROM (SELECT TRUE AS is_own, "country" AS "_measured_0_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- row_count_matches: There are as many rows as in kali_dev.gold_layer.customers. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", count_if(FALSE) AS "figure_1", (SELECT count(*) FROM "kali_dev.gold_layer.customers" AS other_rows) AS "query_0" FROM (SELECT TRUE AS is_own FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- row_count_matches: There are 100 to 200 percent of the rows of kali_dev.gold_layer.customers. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", count_if(FALSE) AS "figure_1", (SELECT count(*) FROM "kali_dev.gold_layer.customers" AS other_rows) AS "query_0" FROM (SELECT TRUE AS is_own FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- row_count_change: The upload has 50 to 150 percent of the rows of the one before. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", count_if(FALSE) AS "figure_1", (SELECT avg(n) FROM (SELECT floor(("_row_id" / nullif(8589934592, 0))) AS load_no, count(*) AS n FROM "kali_dev.silver_layer.orders" AS earlier_rows
    WHERE ("_row_id" < 8589934592) GROUP BY 1 ORDER BY 1 DESC LIMIT 1) AS earlier_loads) AS "query_0" FROM (SELECT TRUE AS is_own FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- most_common_value: The most frequent country is FR or DE. Otherwise the upload stops at the gate.
WITH flagged AS MATERIALIZED (SELECT TRUE AS is_own, CAST("country" AS VARCHAR) AS "_tally_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))),
    figures AS (SELECT count(*) AS "figure_0", count_if(FALSE) AS "figure_1" FROM flagged WHERE is_own)
SELECT figures.*, (SELECT value FROM (SELECT "_tally_0" AS value, count(*) AS n FROM flagged WHERE ("is_own" AND ("_tally_0" IS NOT NULL) AND TRUE) GROUP BY "_tally_0") AS counted ORDER BY n DESC, value LIMIT 1) AS "query_0" FROM figures;

-- most_common_value: The most frequent amount is 9.00. Otherwise the upload stops at the gate.
WITH flagged AS MATERIALIZED (SELECT TRUE AS is_own, CAST("amount" AS VARCHAR) AS "_tally_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))),
    figures AS (SELECT count(*) AS "figure_0", count_if(FALSE) AS "figure_1" FROM flagged WHERE is_own)
SELECT figures.*, (SELECT value FROM (SELECT "_tally_0" AS value, count(*) AS n FROM flagged WHERE ("is_own" AND ("_tally_0" IS NOT NULL) AND TRUE) GROUP BY "_tally_0") AS counted ORDER BY n DESC, value LIMIT 1) AS "query_0" FROM figures;

-- correlation: The correlation of amount and weight is 0.9 to 1. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", corr("_measured_0_0_0", "_measured_0_1_0") AS "figure_1", count_if(FALSE) AS "figure_2" FROM (SELECT TRUE AS is_own, CAST("amount" AS DOUBLE) AS "_measured_0_0_0", CAST("weight" AS DOUBLE) AS "_measured_0_1_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- rows_per_window: From its first to its last, ordered has at least 1 rows in every 24 hours. Otherwise the upload stops at the gate.
WITH flagged AS MATERIALIZED (SELECT TRUE AS is_own, CAST(floor((epoch_us(make_timestamptz(epoch_us(CAST("ordered" AS TIMESTAMP)))) / nullif(86400000000, 0))) AS BIGINT) AS "_measured_0_0_0", CAST(floor((epoch_us(make_timestamptz(epoch_us(CAST("ordered" AS TIMESTAMP)))) / nullif(86400000000, 0))) AS BIGINT) AS "_measured_1_0_0", CAST(floor((epoch_us(make_timestamptz(epoch_us(CAST("ordered" AS TIMESTAMP)))) / nullif(86400000000, 0))) AS BIGINT) AS "_tally_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))),
    figures AS (SELECT count(*) AS "figure_0", min("_measured_0_0_0") AS "figure_1", max("_measured_1_0_0") AS "figure_2", count_if(FALSE) AS "figure_3" FROM flagged WHERE is_own)
SELECT figures.*, (SELECT count(*) FROM (SELECT "_tally_0" AS value, count(*) AS n FROM flagged WHERE ("is_own" AND ("_tally_0" IS NOT NULL) AND TRUE) GROUP BY "_tally_0") AS counted WHERE n >= 1) AS "query_0" FROM figures;

-- rows_per_window: In the last 3 days, ordered has at least 1 rows in every 24 hours. Otherwise the upload stops at the gate.
WITH flagged AS MATERIALIZED (SELECT TRUE AS is_own, CASE WHEN ((CAST(floor((epoch_us(make_timestamptz(epoch_us(CAST("ordered" AS TIMESTAMP)))) / nullif(86400000000, 0))) AS BIGINT) >= 20777) AND (CAST(floor((epoch_us(make_timestamptz(epoch_us(CAST("ordered" AS TIMESTAMP)))) / nullif(86400000000, 0))) AS BIGINT) <= 20779)) THEN CAST(floor((epoch_us(make_timestamptz(epoch_us(CAST("ordered" AS TIMESTAMP)))) / nullif(86400000000, 0))) AS BIGINT) END AS "_measured_0_0_0", CASE WHEN ((CAST(floor((epoch_us(make_timestamptz(epoch_us(CAST("ordered" AS TIMESTAMP)))) / nullif(86400000000, 0))) AS BIGINT) >= 20777) AND (CAST(floor((epoch_us(make_timestamptz(epoch_us(CAST("ordered" AS TIMESTAMP)))) / nullif(86400000000, 0))) AS BIGINT) <= 20779)) THEN CAST(floor((epoch_us(make_timestamptz(epoch_us(CAST("ordered" AS TIMESTAMP)))) / nullif(86400000000, 0))) AS BIGINT) END AS "_measured_1_0_0", CASE WHEN ((CAST(floor((epoch_us(make_timestamptz(epoch_us(CAST("ordered" AS TIMESTAMP)))) / nullif(86400000000, 0))) AS BIGINT) >= 20777) AND (CAST(floor((epoch_us(make_timestamptz(epoch_us(CAST("ordered" AS TIMESTAMP)))) / nullif(86400000000, 0))) AS BIGINT) <= 20779)) THEN CAST(floor((epoch_us(make_timestamptz(epoch_us(CAST("ordered" AS TIMESTAMP)))) / nullif(86400000000, 0))) AS BIGINT) END AS "_tally_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))),
    figures AS (SELECT count(*) AS "figure_0", min("_measured_0_0_0") AS "figure_1", max("_measured_1_0_0") AS "figure_2", count_if(FALSE) AS "figure_3" FROM flagged WHERE is_own)
SELECT figures.*, (SELECT count(*) FROM (SELECT "_tally_0" AS value, count(*) AS n FROM flagged WHERE ("is_own" AND ("_tally_0" IS NOT NULL) AND TRUE) GROUP BY "_tally_0") AS counted WHERE n >= 1) AS "query_0" FROM figures;

-- distribution: country is distributed as in its baseline of 2 shares, differing by at most 0.2 (PSI). Otherwise the upload stops at the gate.
--   1 = DE (VARCHAR)
--   2 = FR (VARCHAR)
SELECT count(*) AS "figure_0", count_if("_measured_0_0_0") AS "figure_1", count_if("_measured_1_0_0") AS "figure_2", count("_measured_2_0_0") AS "figure_3", count_if(FALSE) AS "figure_4" FROM (SELECT TRUE AS is_own, ("country" = $1) AS "_measured_0_0_0", ("country" = $2) AS "_measured_1_0_0", "country" AS "_measured_2_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- distribution: weight is distributed as in its baseline of 1 shares, differing by at most 0.1 (JS). Otherwise the upload stops at the gate.
--   1 = 0 (DOUBLE)
--   2 = 4 (DOUBLE)
SELECT count(*) AS "figure_0", count_if("_measured_0_0_0") AS "figure_1", count("_measured_1_0_0") AS "figure_2", count_if(FALSE) AS "figure_3" FROM (SELECT TRUE AS is_own, ((CAST("weight" AS DOUBLE) >= $1) AND (CAST("weight" AS DOUBLE) < $2) AND (CAST("weight" AS DOUBLE) IS NOT NULL)) AS "_measured_0_0_0", "weight" AS "_measured_1_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- row_count: The upload has 1 to 10 rows. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", count_if(FALSE) AS "figure_1" FROM (SELECT TRUE AS is_own FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- freshness: The newest ordered is at most 2 days old. Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", max("_measured_0_0_0") AS "figure_1", count_if(FALSE) AS "figure_2" FROM (SELECT TRUE AS is_own, "ordered" AS "_measured_0_0_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- schema: The table has the columns id (string) and amount (decimal(10,2)). Otherwise the upload stops at the gate.
SELECT count(*) AS "figure_0", count_if(FALSE) AS "figure_1" FROM (SELECT TRUE AS is_own FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;

-- null_ratio: country is missing in at most 10% of the rows. Otherwise the upload stops at the gate.
--   1 = , (VARCHAR)
--   2 = ,country, (VARCHAR)
SELECT count(*) AS "figure_0", count_if(((("_bits_0" & 1) <> 0))) AS "figure_1", count_if(FALSE) AS "figure_2" FROM (SELECT TRUE AS is_own, (CAST(0 AS BIGINT) + CASE WHEN coalesce((("country" IS NULL) AND (NOT (("_not_fitting" IS NOT NULL) AND contains(($1 || "_not_fitting" || $1), $2)))), FALSE) THEN 1 ELSE 0 END) AS "_bits_0" FROM "kali_dev.silver_layer.orders" AS checked_rows WHERE (("_row_id" >= 8589934592) AND ("_row_id" < 17179869184))) AS flagged;


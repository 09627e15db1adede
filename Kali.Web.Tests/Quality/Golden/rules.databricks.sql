-- missing_values: country is never missing, empty or written like Unknown. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = , (STRING)
--   p2 = ,country, (STRING)
--   p3 =  	⏎⏎     ​ 　﻿ (STRING)
--   p4 =  (STRING)
--   p5 = unknown (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((((`country` IS NULL) AND (NOT ((`_not_fitting` IS NOT NULL) AND contains(concat(:p1, `_not_fitting`, :p1), :p2)))) OR (lower(btrim(`country`, :p3)) IN (:p4, :p5))), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- missing_values: country is never missing, empty or written like X+. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = , (STRING)
--   p2 = ,country, (STRING)
--   p3 =  	⏎⏎     ​ 　﻿ (STRING)
--   p4 =  (STRING)
--   p5 = \A(?:X+)\z (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((((`country` IS NULL) AND (NOT ((`_not_fitting` IS NOT NULL) AND contains(concat(:p1, `_not_fitting`, :p1), :p2)))) OR (lower(btrim(`country`, :p3)) IN (:p4)) OR regexp_like(btrim(`country`, :p3), :p5)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- must_be_null: delivered is empty. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = , (STRING)
--   p2 = ,delivered, (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((NOT ((`delivered` IS NULL) AND (NOT ((`_not_fitting` IS NOT NULL) AND contains(concat(:p1, `_not_fitting`, :p1), :p2))))), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- not_in_list: country is never xx or DE. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = xx (STRING)
--   p2 = DE (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((`country` IN (:p1, :p2)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- not_in_list: country is never xx or DE. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = xx (STRING)
--   p2 = de (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((lower(`country`) IN (:p1, :p2)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- combination_in_list: country and weight together are DE · 1, FR · 2 or XX · 5. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = DE (STRING)
--   p2 = 1 (BIGINT)
--   p3 = FR (STRING)
--   p4 = 2 (BIGINT)
--   p5 = XX (STRING)
--   p6 = 5 (BIGINT)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce(((`country` IS NOT NULL) AND (`weight` IS NOT NULL) AND (NOT (((`country` = :p1) AND (`weight` = :p2)) OR ((`country` = :p3) AND (`weight` = :p4)) OR ((`country` = :p5) AND (`weight` = :p6))))), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- not_in_range: amount does not lie between 9.5 and 10.5. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = 9.5 (DECIMAL(2,1))
--   p2 = 10.5 (DECIMAL(3,1))
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce(((`amount` >= :p1) AND (`amount` <= :p2)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- equal_to: amount is 10 ± 1.5. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = 10 (DOUBLE)
--   p2 = 1.5 (DOUBLE)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((abs((CAST(`amount` AS DOUBLE) - :p1)) > :p2), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- equal_to: amount is not 10 ± 10%. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = 10 (DOUBLE)
--   p2 = 1 (DOUBLE)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((abs((CAST(`amount` AS DOUBLE) - :p1)) <= :p2), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- equal_to: country is not FR. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = FR (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((`country` = :p1), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- length: country has exactly 2 characters. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce(((CAST(char_length(`country`) AS BIGINT) < 2) OR (CAST(char_length(`country`) AS BIGINT) > 2)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- date_format: note is a day, written as yyyy-MM-dd. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = \A(?:(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])\-(?:0[1-9]|1[0-2])\-(?:0[1-9]|[12][0-9]|3[01]))\z (STRING)
--   p2 = - (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce(((`note` IS NOT NULL) AND CASE WHEN regexp_like(`note`, :p1) THEN (NOT (TRY_CAST(concat(substring(`note`, 1, 4), :p2, substring(`note`, 6, 2), :p2, substring(`note`, 9, 2)) AS DATE) IS NOT NULL)) ELSE TRUE END), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- date_format: ordered is a day, written as yyyy-MM-dd. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce(FALSE, FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- format: contact is an e-mail address. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = \A(?:[A-Za-z0-9.!#%&'*+/=?_`~\^\{\}|\-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?)+)\z (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((NOT regexp_like(`contact`, :p1)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- format: contact is an IPv4 address. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = \A(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3})\z (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((NOT regexp_like(`contact`, :p1)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- format: contact is a card number. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = \A(?:[0-9](?:[ \-]?[0-9]){12,18})\z (STRING)
--   p2 = [^0-9] (STRING)
--   p3 =  (STRING)
--   p4 = 0 (STRING)
--   p5 = 0246813579 (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((NOT CASE WHEN regexp_like(`contact`, :p1) THEN ((((((((((((((((((((CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 1, 1) AS BIGINT) + CAST(substring(:p5, CAST((CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 2, 1) AS BIGINT) + 1) AS INT), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 3, 1) AS BIGINT)) + CAST(substring(:p5, CAST((CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 4, 1) AS BIGINT) + 1) AS INT), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 5, 1) AS BIGINT)) + CAST(substring(:p5, CAST((CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 6, 1) AS BIGINT) + 1) AS INT), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 7, 1) AS BIGINT)) + CAST(substring(:p5, CAST((CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 8, 1) AS BIGINT) + 1) AS INT), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 9, 1) AS BIGINT)) + CAST(substring(:p5, CAST((CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 10, 1) AS BIGINT) + 1) AS INT), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 11, 1) AS BIGINT)) + CAST(substring(:p5, CAST((CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 12, 1) AS BIGINT) + 1) AS INT), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 13, 1) AS BIGINT)) + CAST(substring(:p5, CAST((CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 14, 1) AS BIGINT) + 1) AS INT), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 15, 1) AS BIGINT)) + CAST(substring(:p5, CAST((CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 16, 1) AS BIGINT) + 1) AS INT), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 17, 1) AS BIGINT)) + CAST(substring(:p5, CAST((CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 18, 1) AS BIGINT) + 1) AS INT), 1) AS BIGINT)) + CAST(substring(lpad(regexp_replace(`contact`, :p2, :p3), 19, :p4), 19, 1) AS BIGINT)) % nullif(10, 0)) = 0) WHEN (`contact` IS NOT NULL) THEN FALSE END), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- format: contact is an IBAN. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = \A(?:[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]){11,30})\z (STRING)
--   p2 =   (STRING)
--   p3 =  (STRING)
--   p4 = A (STRING)
--   p5 = 10 (STRING)
--   p6 = B (STRING)
--   p7 = 11 (STRING)
--   p8 = C (STRING)
--   p9 = 12 (STRING)
--   p10 = D (STRING)
--   p11 = 13 (STRING)
--   p12 = E (STRING)
--   p13 = 14 (STRING)
--   p14 = F (STRING)
--   p15 = 15 (STRING)
--   p16 = G (STRING)
--   p17 = 16 (STRING)
--   p18 = H (STRING)
--   p19 = 17 (STRING)
--   p20 = I (STRING)
--   p21 = 18 (STRING)
--   p22 = J (STRING)
--   p23 = 19 (STRING)
--   p24 = K (STRING)
--   p25 = 20 (STRING)
--   p26 = L (STRING)
--   p27 = 21 (STRING)
--   p28 = M (STRING)
--   p29 = 22 (STRING)
--   p30 = N (STRING)
--   p31 = 23 (STRING)
--   p32 = O (STRING)
--   p33 = 24 (STRING)
--   p34 = P (STRING)
--   p35 = 25 (STRING)
--   p36 = Q (STRING)
--   p37 = 26 (STRING)
--   p38 = R (STRING)
--   p39 = 27 (STRING)
--   p40 = S (STRING)
--   p41 = 28 (STRING)
--   p42 = T (STRING)
--   p43 = 29 (STRING)
--   p44 = U (STRING)
--   p45 = 30 (STRING)
--   p46 = V (STRING)
--   p47 = 31 (STRING)
--   p48 = W (STRING)
--   p49 = 32 (STRING)
--   p50 = X (STRING)
--   p51 = 33 (STRING)
--   p52 = Y (STRING)
--   p53 = 34 (STRING)
--   p54 = Z (STRING)
--   p55 = 35 (STRING)
--   p56 = 0 (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((NOT CASE WHEN regexp_like(`contact`, :p1) THEN (((((((((((((((((((((((((0 * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(concat(substring(replace(`contact`, :p2, :p3), 5, 40), substring(replace(`contact`, :p2, :p3), 1, 4)), :p4, :p5), :p6, :p7), :p8, :p9), :p10, :p11), :p12, :p13), :p14, :p15), :p16, :p17), :p18, :p19), :p20, :p21), :p22, :p23), :p24, :p25), :p26, :p27), :p28, :p29), :p30, :p31), :p32, :p33), :p34, :p35), :p36, :p37), :p38, :p39), :p40, :p41), :p42, :p43), :p44, :p45), :p46, :p47), :p48, :p49), :p50, :p51), :p52, :p53), :p54, :p55), 72, :p56), 1, 9) AS BIGINT)) % nullif(97, 0)) * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(concat(substring(replace(`contact`, :p2, :p3), 5, 40), substring(replace(`contact`, :p2, :p3), 1, 4)), :p4, :p5), :p6, :p7), :p8, :p9), :p10, :p11), :p12, :p13), :p14, :p15), :p16, :p17), :p18, :p19), :p20, :p21), :p22, :p23), :p24, :p25), :p26, :p27), :p28, :p29), :p30, :p31), :p32, :p33), :p34, :p35), :p36, :p37), :p38, :p39), :p40, :p41), :p42, :p43), :p44, :p45), :p46, :p47), :p48, :p49), :p50, :p51), :p52, :p53), :p54, :p55), 72, :p56), 10, 9) AS BIGINT)) % nullif(97, 0)) * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(concat(substring(replace(`contact`, :p2, :p3), 5, 40), substring(replace(`contact`, :p2, :p3), 1, 4)), :p4, :p5), :p6, :p7), :p8, :p9), :p10, :p11), :p12, :p13), :p14, :p15), :p16, :p17), :p18, :p19), :p20, :p21), :p22, :p23), :p24, :p25), :p26, :p27), :p28, :p29), :p30, :p31), :p32, :p33), :p34, :p35), :p36, :p37), :p38, :p39), :p40, :p41), :p42, :p43), :p44, :p45), :p46, :p47), :p48, :p49), :p50, :p51), :p52, :p53), :p54, :p55), 72, :p56), 19, 9) AS BIGINT)) % nullif(97, 0)) * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(concat(substring(replace(`contact`, :p2, :p3), 5, 40), substring(replace(`contact`, :p2, :p3), 1, 4)), :p4, :p5), :p6, :p7), :p8, :p9), :p10, :p11), :p12, :p13), :p14, :p15), :p16, :p17), :p18, :p19), :p20, :p21), :p22, :p23), :p24, :p25), :p26, :p27), :p28, :p29), :p30, :p31), :p32, :p33), :p34, :p35), :p36, :p37), :p38, :p39), :p40, :p41), :p42, :p43), :p44, :p45), :p46, :p47), :p48, :p49), :p50, :p51), :p52, :p53), :p54, :p55), 72, :p56), 28, 9) AS BIGINT)) % nullif(97, 0)) * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(concat(substring(replace(`contact`, :p2, :p3), 5, 40), substring(replace(`contact`, :p2, :p3), 1, 4)), :p4, :p5), :p6, :p7), :p8, :p9), :p10, :p11), :p12, :p13), :p14, :p15), :p16, :p17), :p18, :p19), :p20, :p21), :p22, :p23), :p24, :p25), :p26, :p27), :p28, :p29), :p30, :p31), :p32, :p33), :p34, :p35), :p36, :p37), :p38, :p39), :p40, :p41), :p42, :p43), :p44, :p45), :p46, :p47), :p48, :p49), :p50, :p51), :p52, :p53), :p54, :p55), 72, :p56), 37, 9) AS BIGINT)) % nullif(97, 0)) * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(concat(substring(replace(`contact`, :p2, :p3), 5, 40), substring(replace(`contact`, :p2, :p3), 1, 4)), :p4, :p5), :p6, :p7), :p8, :p9), :p10, :p11), :p12, :p13), :p14, :p15), :p16, :p17), :p18, :p19), :p20, :p21), :p22, :p23), :p24, :p25), :p26, :p27), :p28, :p29), :p30, :p31), :p32, :p33), :p34, :p35), :p36, :p37), :p38, :p39), :p40, :p41), :p42, :p43), :p44, :p45), :p46, :p47), :p48, :p49), :p50, :p51), :p52, :p53), :p54, :p55), 72, :p56), 46, 9) AS BIGINT)) % nullif(97, 0)) * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(concat(substring(replace(`contact`, :p2, :p3), 5, 40), substring(replace(`contact`, :p2, :p3), 1, 4)), :p4, :p5), :p6, :p7), :p8, :p9), :p10, :p11), :p12, :p13), :p14, :p15), :p16, :p17), :p18, :p19), :p20, :p21), :p22, :p23), :p24, :p25), :p26, :p27), :p28, :p29), :p30, :p31), :p32, :p33), :p34, :p35), :p36, :p37), :p38, :p39), :p40, :p41), :p42, :p43), :p44, :p45), :p46, :p47), :p48, :p49), :p50, :p51), :p52, :p53), :p54, :p55), 72, :p56), 55, 9) AS BIGINT)) % nullif(97, 0)) * 1000000000) + CAST(substring(lpad(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(concat(substring(replace(`contact`, :p2, :p3), 5, 40), substring(replace(`contact`, :p2, :p3), 1, 4)), :p4, :p5), :p6, :p7), :p8, :p9), :p10, :p11), :p12, :p13), :p14, :p15), :p16, :p17), :p18, :p19), :p20, :p21), :p22, :p23), :p24, :p25), :p26, :p27), :p28, :p29), :p30, :p31), :p32, :p33), :p34, :p35), :p36, :p37), :p38, :p39), :p40, :p41), :p42, :p43), :p44, :p45), :p46, :p47), :p48, :p49), :p50, :p51), :p52, :p53), :p54, :p55), 72, :p56), 64, 9) AS BIGINT)) % nullif(97, 0)) = 1) WHEN (`contact` IS NOT NULL) THEN FALSE END), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- format: country is a country code of two letters. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = AD (STRING)
--   p2 = AE (STRING)
--   p3 = AF (STRING)
--   p4 = AG (STRING)
--   p5 = AI (STRING)
--   p6 = AL (STRING)
--   p7 = AM (STRING)
--   p8 = AO (STRING)
--   p9 = AQ (STRING)
--   p10 = AR (STRING)
--   p11 = AS (STRING)
--   p12 = AT (STRING)
--   p13 = AU (STRING)
--   p14 = AW (STRING)
--   p15 = AX (STRING)
--   p16 = AZ (STRING)
--   p17 = BA (STRING)
--   p18 = BB (STRING)
--   p19 = BD (STRING)
--   p20 = BE (STRING)
--   p21 = BF (STRING)
--   p22 = BG (STRING)
--   p23 = BH (STRING)
--   p24 = BI (STRING)
--   p25 = BJ (STRING)
--   p26 = BL (STRING)
--   p27 = BM (STRING)
--   p28 = BN (STRING)
--   p29 = BO (STRING)
--   p30 = BQ (STRING)
--   p31 = BR (STRING)
--   p32 = BS (STRING)
--   p33 = BT (STRING)
--   p34 = BV (STRING)
--   p35 = BW (STRING)
--   p36 = BY (STRING)
--   p37 = BZ (STRING)
--   p38 = CA (STRING)
--   p39 = CC (STRING)
--   p40 = CD (STRING)
--   p41 = CF (STRING)
--   p42 = CG (STRING)
--   p43 = CH (STRING)
--   p44 = CI (STRING)
--   p45 = CK (STRING)
--   p46 = CL (STRING)
--   p47 = CM (STRING)
--   p48 = CN (STRING)
--   p49 = CO (STRING)
--   p50 = CR (STRING)
--   p51 = CU (STRING)
--   p52 = CV (STRING)
--   p53 = CW (STRING)
--   p54 = CX (STRING)
--   p55 = CY (STRING)
--   p56 = CZ (STRING)
--   p57 = DE (STRING)
--   p58 = DJ (STRING)
--   p59 = DK (STRING)
--   p60 = DM (STRING)
--   p61 = DO (STRING)
--   p62 = DZ (STRING)
--   p63 = EC (STRING)
--   p64 = EE (STRING)
--   p65 = EG (STRING)
--   p66 = EH (STRING)
--   p67 = ER (STRING)
--   p68 = ES (STRING)
--   p69 = ET (STRING)
--   p70 = FI (STRING)
--   p71 = FJ (STRING)
--   p72 = FK (STRING)
--   p73 = FM (STRING)
--   p74 = FO (STRING)
--   p75 = FR (STRING)
--   p76 = GA (STRING)
--   p77 = GB (STRING)
--   p78 = GD (STRING)
--   p79 = GE (STRING)
--   p80 = GF (STRING)
--   p81 = GG (STRING)
--   p82 = GH (STRING)
--   p83 = GI (STRING)
--   p84 = GL (STRING)
--   p85 = GM (STRING)
--   p86 = GN (STRING)
--   p87 = GP (STRING)
--   p88 = GQ (STRING)
--   p89 = GR (STRING)
--   p90 = GS (STRING)
--   p91 = GT (STRING)
--   p92 = GU (STRING)
--   p93 = GW (STRING)
--   p94 = GY (STRING)
--   p95 = HK (STRING)
--   p96 = HM (STRING)
--   p97 = HN (STRING)
--   p98 = HR (STRING)
--   p99 = HT (STRING)
--   p100 = HU (STRING)
--   p101 = ID (STRING)
--   p102 = IE (STRING)
--   p103 = IL (STRING)
--   p104 = IM (STRING)
--   p105 = IN (STRING)
--   p106 = IO (STRING)
--   p107 = IQ (STRING)
--   p108 = IR (STRING)
--   p109 = IS (STRING)
--   p110 = IT (STRING)
--   p111 = JE (STRING)
--   p112 = JM (STRING)
--   p113 = JO (STRING)
--   p114 = JP (STRING)
--   p115 = KE (STRING)
--   p116 = KG (STRING)
--   p117 = KH (STRING)
--   p118 = KI (STRING)
--   p119 = KM (STRING)
--   p120 = KN (STRING)
--   p121 = KP (STRING)
--   p122 = KR (STRING)
--   p123 = KW (STRING)
--   p124 = KY (STRING)
--   p125 = KZ (STRING)
--   p126 = LA (STRING)
--   p127 = LB (STRING)
--   p128 = LC (STRING)
--   p129 = LI (STRING)
--   p130 = LK (STRING)
--   p131 = LR (STRING)
--   p132 = LS (STRING)
--   p133 = LT (STRING)
--   p134 = LU (STRING)
--   p135 = LV (STRING)
--   p136 = LY (STRING)
--   p137 = MA (STRING)
--   p138 = MC (STRING)
--   p139 = MD (STRING)
--   p140 = ME (STRING)
--   p141 = MF (STRING)
--   p142 = MG (STRING)
--   p143 = MH (STRING)
--   p144 = MK (STRING)
--   p145 = ML (STRING)
--   p146 = MM (STRING)
--   p147 = MN (STRING)
--   p148 = MO (STRING)
--   p149 = MP (STRING)
--   p150 = MQ (STRING)
--   p151 = MR (STRING)
--   p152 = MS (STRING)
--   p153 = MT (STRING)
--   p154 = MU (STRING)
--   p155 = MV (STRING)
--   p156 = MW (STRING)
--   p157 = MX (STRING)
--   p158 = MY (STRING)
--   p159 = MZ (STRING)
--   p160 = NA (STRING)
--   p161 = NC (STRING)
--   p162 = NE (STRING)
--   p163 = NF (STRING)
--   p164 = NG (STRING)
--   p165 = NI (STRING)
--   p166 = NL (STRING)
--   p167 = NO (STRING)
--   p168 = NP (STRING)
--   p169 = NR (STRING)
--   p170 = NU (STRING)
--   p171 = NZ (STRING)
--   p172 = OM (STRING)
--   p173 = PA (STRING)
--   p174 = PE (STRING)
--   p175 = PF (STRING)
--   p176 = PG (STRING)
--   p177 = PH (STRING)
--   p178 = PK (STRING)
--   p179 = PL (STRING)
--   p180 = PM (STRING)
--   p181 = PN (STRING)
--   p182 = PR (STRING)
--   p183 = PS (STRING)
--   p184 = PT (STRING)
--   p185 = PW (STRING)
--   p186 = PY (STRING)
--   p187 = QA (STRING)
--   p188 = RE (STRING)
--   p189 = RO (STRING)
--   p190 = RS (STRING)
--   p191 = RU (STRING)
--   p192 = RW (STRING)
--   p193 = SA (STRING)
--   p194 = SB (STRING)
--   p195 = SC (STRING)
--   p196 = SD (STRING)
--   p197 = SE (STRING)
--   p198 = SG (STRING)
--   p199 = SH (STRING)
--   p200 = SI (STRING)
--   p201 = SJ (STRING)
--   p202 = SK (STRING)
--   p203 = SL (STRING)
--   p204 = SM (STRING)
--   p205 = SN (STRING)
--   p206 = SO (STRING)
--   p207 = SR (STRING)
--   p208 = SS (STRING)
--   p209 = ST (STRING)
--   p210 = SV (STRING)
--   p211 = SX (STRING)
--   p212 = SY (STRING)
--   p213 = SZ (STRING)
--   p214 = TC (STRING)
--   p215 = TD (STRING)
--   p216 = TF (STRING)
--   p217 = TG (STRING)
--   p218 = TH (STRING)
--   p219 = TJ (STRING)
--   p220 = TK (STRING)
--   p221 = TL (STRING)
--   p222 = TM (STRING)
--   p223 = TN (STRING)
--   p224 = TO (STRING)
--   p225 = TR (STRING)
--   p226 = TT (STRING)
--   p227 = TV (STRING)
--   p228 = TW (STRING)
--   p229 = TZ (STRING)
--   p230 = UA (STRING)
--   p231 = UG (STRING)
--   p232 = UM (STRING)
--   p233 = US (STRING)
--   p234 = UY (STRING)
--   p235 = UZ (STRING)
--   p236 = VA (STRING)
--   p237 = VC (STRING)
--   p238 = VE (STRING)
--   p239 = VG (STRING)
--   p240 = VI (STRING)
--   p241 = VN (STRING)
--   p242 = VU (STRING)
--   p243 = WF (STRING)
--   p244 = WS (STRING)
--   p245 = YE (STRING)
--   p246 = YT (STRING)
--   p247 = ZA (STRING)
--   p248 = ZM (STRING)
--   p249 = ZW (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((NOT (`country` IN (:p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10, :p11, :p12, :p13, :p14, :p15, :p16, :p17, :p18, :p19, :p20, :p21, :p22, :p23, :p24, :p25, :p26, :p27, :p28, :p29, :p30, :p31, :p32, :p33, :p34, :p35, :p36, :p37, :p38, :p39, :p40, :p41, :p42, :p43, :p44, :p45, :p46, :p47, :p48, :p49, :p50, :p51, :p52, :p53, :p54, :p55, :p56, :p57, :p58, :p59, :p60, :p61, :p62, :p63, :p64, :p65, :p66, :p67, :p68, :p69, :p70, :p71, :p72, :p73, :p74, :p75, :p76, :p77, :p78, :p79, :p80, :p81, :p82, :p83, :p84, :p85, :p86, :p87, :p88, :p89, :p90, :p91, :p92, :p93, :p94, :p95, :p96, :p97, :p98, :p99, :p100, :p101, :p102, :p103, :p104, :p105, :p106, :p107, :p108, :p109, :p110, :p111, :p112, :p113, :p114, :p115, :p116, :p117, :p118, :p119, :p120, :p121, :p122, :p123, :p124, :p125, :p126, :p127, :p128, :p129, :p130, :p131, :p132, :p133, :p134, :p135, :p136, :p137, :p138, :p139, :p140, :p141, :p142, :p143, :p144, :p145, :p146, :p147, :p148, :p149, :p150, :p151, :p152, :p153, :p154, :p155, :p156, :p157, :p158, :p159, :p160, :p161, :p162, :p163, :p164, :p165, :p166, :p167, :p168, :p169, :p170, :p171, :p172, :p173, :p174, :p175, :p176, :p177, :p178, :p179, :p180, :p181, :p182, :p183, :p184, :p185, :p186, :p187, :p188, :p189, :p190, :p191, :p192, :p193, :p194, :p195, :p196, :p197, :p198, :p199, :p200, :p201, :p202, :p203, :p204, :p205, :p206, :p207, :p208, :p209, :p210, :p211, :p212, :p213, :p214, :p215, :p216, :p217, :p218, :p219, :p220, :p221, :p222, :p223, :p224, :p225, :p226, :p227, :p228, :p229, :p230, :p231, :p232, :p233, :p234, :p235, :p236, :p237, :p238, :p239, :p240, :p241, :p242, :p243, :p244, :p245, :p246, :p247, :p248, :p249))), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- ip_in_network: contact is an address of the network 10.1.0.0/16. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = \A(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3})\z (STRING)
--   p2 = . (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce(((`contact` IS NOT NULL) AND CASE WHEN regexp_like(`contact`, :p1) THEN (NOT ((((((((((0 * 256) + TRY_CAST(split_part(`contact`, :p2, 1) AS BIGINT)) * 256) + TRY_CAST(split_part(`contact`, :p2, 2) AS BIGINT)) * 256) + TRY_CAST(split_part(`contact`, :p2, 3) AS BIGINT)) * 256) + TRY_CAST(split_part(`contact`, :p2, 4) AS BIGINT)) >= 167837696) AND (((((((((0 * 256) + TRY_CAST(split_part(`contact`, :p2, 1) AS BIGINT)) * 256) + TRY_CAST(split_part(`contact`, :p2, 2) AS BIGINT)) * 256) + TRY_CAST(split_part(`contact`, :p2, 3) AS BIGINT)) * 256) + TRY_CAST(split_part(`contact`, :p2, 4) AS BIGINT)) <= 167903231))) ELSE TRUE END), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- no_personal_data: contact holds no e-mail addresses, phone numbers, card numbers, IBANs, US social security numbers or IP addresses. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = [A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+ (STRING)
--   p2 = (?:\A|[^0-9A-Za-z.,\-])(?:\+[0-9]{1,3}|0)[ ()/\-]{0,2}[1-9][0-9]{1,4}(?:[ ()/\-]{1,3}[0-9]{2,})+(?:\z|[^0-9A-Za-z]) (STRING)
--   p3 = (?:\A|[^0-9A-Za-z])[3-6][0-9]{3}(?:[ \-]?[0-9]{4}){2}[ \-]?[0-9]{1,7}(?:\z|[^0-9A-Za-z]) (STRING)
--   p4 = (?:\A|[^0-9A-Za-z])[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?(?:\z|[^0-9A-Za-z]) (STRING)
--   p5 = (?:\A|[^0-9A-Za-z])[0-8][0-9]{2}-[0-9]{2}-[0-9]{4}(?:\z|[^0-9A-Za-z]) (STRING)
--   p6 = (?:\A|[^0-9.])(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}(?:\z|[^0-9.]) (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((regexp_like(`contact`, :p1) OR regexp_like(`contact`, :p2) OR regexp_like(`contact`, :p3) OR regexp_like(`contact`, :p4) OR regexp_like(`contact`, :p5) OR regexp_like(`contact`, :p6)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- no_personal_data: note holds no phone numbers. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = (?:\A|[^0-9A-Za-z.,\-])(?:\+[0-9]{1,3}|0)[ ()/\-]{0,2}[1-9][0-9]{1,4}(?:[ ()/\-]{1,3}[0-9]{2,})+(?:\z|[^0-9A-Za-z]) (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((regexp_like(`note`, :p1)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- json: note is JSON. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce(((`note` IS NOT NULL) AND CASE WHEN CASE WHEN (`note` IS NOT NULL) THEN coalesce(array_position(from_json(concat('[', `note`, ',"kali end"]'), 'ARRAY<STRING>', map('allowSingleQuotes', 'false', 'allowNonNumericNumbers', 'false')), 'kali end') = 2, FALSE) END THEN (NOT TRUE) ELSE TRUE END), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- json: note is JSON with a and b. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = a (STRING)
--   p2 = b (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce(((`note` IS NOT NULL) AND CASE WHEN CASE WHEN (`note` IS NOT NULL) THEN coalesce(array_position(from_json(concat('[', `note`, ',"kali end"]'), 'ARRAY<STRING>', map('allowSingleQuotes', 'false', 'allowNonNumericNumbers', 'false')), 'kali end') = 2, FALSE) END THEN (NOT (coalesce(array_contains(json_object_keys(`note`), :p1), FALSE) AND coalesce(array_contains(json_object_keys(`note`), :p2), FALSE))) ELSE TRUE END), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- not_in_future: delivered does not lie in the future. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = 2026-11-23 (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((`delivered` > CAST(:p1 AS DATE)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- not_in_future: delivered lies at most 40 days ahead. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = 2027-01-02 (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((`delivered` > CAST(:p1 AS DATE)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- older_than: ordered lies at least 2 days back. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = 2026-11-21 (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((`ordered` > CAST(:p1 AS DATE)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- older_than: ordered lies at most 10 days back. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = 2026-11-13 (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((`ordered` < CAST(:p1 AS DATE)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- older_than_column: ordered is not after delivered. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((CAST(datediff(`delivered`, `ordered`) AS BIGINT) < 0), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- older_than_column: ordered is at least 1 days before delivered. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((CAST(datediff(`delivered`, `ordered`) AS BIGINT) < 1), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- compare_columns: delivered is at least ordered. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((NOT (`delivered` >= `ordered`)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- compare_columns: delivered differs from ordered. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((NOT (`delivered` <> `ordered`)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- compare_columns: delivered equals ordered. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((NOT (`delivered` IS NOT DISTINCT FROM `ordered`)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- no_outliers: amount lies at most 3.5 times as far from the median as is usual. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = 3.5 (DOUBLE)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce(((`_distance_0` > 0) AND (abs((CAST(`amount` AS DOUBLE) - `_centre_0`)) > (`_distance_0` * :p1))), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
LEFT JOIN (SELECT max(`_centre_0`) AS `_centre_0`, percentile_cont(0.5) WITHIN GROUP (ORDER BY abs((CAST(`amount` AS DOUBLE) - `_centre_0`))) AS `_distance_0` FROM `kali_dev`.`silver_layer`.`orders` AS spread_rows CROSS JOIN (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(`amount` AS DOUBLE)) AS `_centre_0` FROM `kali_dev`.`silver_layer`.`orders` AS typical_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS middles WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS typical ON (1 = 1)
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- no_outliers: weight lies at most 2 standard deviations from the mean. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = 2 (DOUBLE)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce(((`_distance_0` > 0) AND (abs((CAST(`weight` AS DOUBLE) - `_centre_0`)) > (`_distance_0` * :p1))), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
LEFT JOIN (SELECT avg(CAST(CAST(`weight` AS DOUBLE) AS DOUBLE)) AS `_centre_0`, stddev_samp(CAST(CAST(`weight` AS DOUBLE) AS DOUBLE)) AS `_distance_0` FROM `kali_dev`.`silver_layer`.`orders` AS typical_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS typical ON (1 = 1)
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- regex: A part of contact is written like [0-9]{4}. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = [0-9]{4} (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((NOT regexp_like(`contact`, :p1)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- foreign_key: No country stands in code of kali_dev.gold_layer.customers. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((`_reference_0` IS NOT NULL), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
LEFT JOIN (SELECT DISTINCT `code` AS `_reference_0_0`, TRUE AS `_reference_0` FROM `kali_dev`.`gold_layer`.`customers` AS referenced WHERE ((`code` IS NOT NULL))) AS `found_reference_0` ON ((`checked_rows`.`country` = `found_reference_0`.`_reference_0_0`))
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- foreign_key: Every country and id stands together in code and customer of kali_dev.gold_layer.customers. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce(((`country` IS NOT NULL) AND (`id` IS NOT NULL) AND (`_reference_0` IS NULL)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
LEFT JOIN (SELECT DISTINCT `code` AS `_reference_0_0`, `customer` AS `_reference_0_1`, TRUE AS `_reference_0` FROM `kali_dev`.`gold_layer`.`customers` AS referenced WHERE ((`code` IS NOT NULL) AND (`customer` IS NOT NULL))) AS `found_reference_0` ON ((`checked_rows`.`country` = `found_reference_0`.`_reference_0_0`) AND (`checked_rows`.`id` = `found_reference_0`.`_reference_0_1`))
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- matches_table: Every row stands in kali_dev.gold_layer.customers, by id, with the same country. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce(((`_reference_0` IS NULL)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
LEFT JOIN (SELECT DISTINCT `customer` AS `_reference_0_0`, `code` AS `_reference_0_1`, TRUE AS `_reference_0` FROM `kali_dev`.`gold_layer`.`customers` AS referenced WHERE (1 = 1)) AS `found_reference_0` ON ((`checked_rows`.`id` IS NOT DISTINCT FROM `found_reference_0`.`_reference_0_0`) AND (`checked_rows`.`country` IS NOT DISTINCT FROM `found_reference_0`.`_reference_0_1`))
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- unique: id stands in one row only. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((((`id` IS NOT NULL)) AND (`_repeated_0` IS NOT NULL)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
LEFT JOIN (SELECT `_key_0_id`, count(*) AS `_repeated_0` FROM (SELECT `id` AS `_key_0_id` FROM `kali_dev`.`silver_layer`.`orders` AS own_rows WHERE (((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184)) AND ((`id` IS NOT NULL)))) AS all_keys GROUP BY `_key_0_id` HAVING count(*) > 1) AS `repeated_keys_0` ON ((`checked_rows`.`id` = `repeated_keys_0`.`_key_0_id`))
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- not_null: country is never missing. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = , (STRING)
--   p2 = ,country, (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce(((`country` IS NULL) AND (NOT ((`_not_fitting` IS NOT NULL) AND contains(concat(:p1, `_not_fitting`, :p1), :p2)))), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- type: Every value in amount fits the column's type. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = , (STRING)
--   p2 = ,amount, (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce(((`_not_fitting` IS NOT NULL) AND contains(concat(:p1, `_not_fitting`, :p1), :p2)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- duplicate_rows: No two rows are equal in contact and weight. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((TRUE AND (`_repeated_0` IS NOT NULL)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
LEFT JOIN (SELECT `_key_0_contact`, `_key_0_weight`, count(*) AS `_repeated_0` FROM (SELECT `contact` AS `_key_0_contact`, `weight` AS `_key_0_weight` FROM `kali_dev`.`silver_layer`.`orders` AS own_rows WHERE (((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184)) AND TRUE)) AS all_keys GROUP BY `_key_0_contact`, `_key_0_weight` HAVING count(*) > 1) AS `repeated_keys_0` ON ((`checked_rows`.`contact` IS NOT DISTINCT FROM `repeated_keys_0`.`_key_0_contact`) AND (`checked_rows`.`weight` IS NOT DISTINCT FROM `repeated_keys_0`.`_key_0_weight`))
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- duplicate_rows: No two rows are equal in id. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((TRUE AND (`_repeated_0` IS NOT NULL)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
LEFT JOIN (SELECT `_key_0_id`, count(*) AS `_repeated_0` FROM (SELECT `id` AS `_key_0_id` FROM `kali_dev`.`silver_layer`.`orders` AS own_rows WHERE (((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184)) AND TRUE)) AS all_keys GROUP BY `_key_0_id` HAVING count(*) > 1) AS `repeated_keys_0` ON ((`checked_rows`.`id` IS NOT DISTINCT FROM `repeated_keys_0`.`_key_0_id`))
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- in_list: country is DE or FR. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = DE (STRING)
--   p2 = FR (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((NOT (`country` IN (:p1, :p2))), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- in_range: amount is at least 9.5. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = 9.5 (DECIMAL(2,1))
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce(((`amount` < :p1)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- row_expression: In every row, amount > 10 or country = 'DE'. A row that breaks this is held back. The upload warns at the first such row.
--   p1 = 10 (BIGINT)
--   p2 = DE (STRING)
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((NOT ((`amount` > :p1) OR (`country` = :p2))), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- unique: country and weight together stand in one row only. A row that breaks this is held back. The upload warns at the first such row.
SELECT * FROM (
    SELECT checked_rows.`_row_id`, coalesce((((`country` IS NOT NULL) AND (`weight` IS NOT NULL)) AND (`_repeated_0` IS NOT NULL)), FALSE) AS `_fails_0`
    FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows
LEFT JOIN (SELECT `_key_0_country`, `_key_0_weight`, count(*) AS `_repeated_0` FROM (SELECT `country` AS `_key_0_country`, `weight` AS `_key_0_weight` FROM `kali_dev`.`silver_layer`.`orders` AS own_rows WHERE (((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184)) AND ((`country` IS NOT NULL) AND (`weight` IS NOT NULL)))) AS all_keys GROUP BY `_key_0_country`, `_key_0_weight` HAVING count(*) > 1) AS `repeated_keys_0` ON ((`checked_rows`.`country` = `repeated_keys_0`.`_key_0_country`) AND (`checked_rows`.`weight` = `repeated_keys_0`.`_key_0_weight`))
    WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged
WHERE (`_fails_0`);

-- null_ratio: country is missing in 10 to 50 percent of the rows. Otherwise the upload stops at the gate.
--   p1 = , (STRING)
--   p2 = ,country, (STRING)
SELECT count(*) AS `figure_0`, count_if((((`_bits_0` & 1) <> 0))) AS `figure_1`, count_if(FALSE) AS `figure_2` FROM (SELECT TRUE AS is_own, (CAST(0 AS BIGINT) + CASE WHEN coalesce(((`country` IS NULL) AND (NOT ((`_not_fitting` IS NOT NULL) AND contains(concat(:p1, `_not_fitting`, :p1), :p2)))), FALSE) THEN 1 ELSE 0 END) AS `_bits_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- distinct_count: country has exactly 4 different values. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, count(DISTINCT `_measured_0_0_0`) AS `figure_1`, count_if(FALSE) AS `figure_2` FROM (SELECT TRUE AS is_own, `country` AS `_measured_0_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- distinct_count: id and country together have at most 4 different values. Otherwise the upload stops at the gate.
--   p1 = : (STRING)
--   p2 = ; (STRING)
SELECT count(*) AS `figure_0`, count(DISTINCT `_measured_0_0_0`) AS `figure_1`, count_if(FALSE) AS `figure_2` FROM (SELECT TRUE AS is_own, concat(CAST(CAST(char_length(CAST(`id` AS STRING)) AS BIGINT) AS STRING), :p1, CAST(`id` AS STRING), :p2, CAST(CAST(char_length(CAST(`country` AS STRING)) AS BIGINT) AS STRING), :p1, CAST(`country` AS STRING), :p2) AS `_measured_0_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- distinct_ratio: Of the values of id, at least 90 percent are different ones. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, count(DISTINCT `_measured_0_0_0`) AS `figure_1`, count(`_measured_1_0_0`) AS `figure_2`, count_if(FALSE) AS `figure_3` FROM (SELECT TRUE AS is_own, `id` AS `_measured_0_0_0`, `id` AS `_measured_1_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- uniqueness_ratio: In 60 to 70 percent of the rows, id stands in no other row. Otherwise the upload stops at the gate.
WITH flagged AS (SELECT TRUE AS is_own, `id` AS `_key_id`, (CAST(0 AS BIGINT) + CASE WHEN coalesce(((`id` IS NOT NULL)), FALSE) THEN 1 ELSE 0 END) AS `_bits_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))),
    figures AS (SELECT count(*) AS `figure_0`, count_if((((`_bits_0` & 1) <> 0))) AS `figure_1`, count_if(FALSE) AS `figure_2`, count_if((((`_bits_0` & 1) <> 0))) AS `figure_3` FROM flagged WHERE is_own)
SELECT figures.*, (SELECT coalesce(sum(own_rows), 0)
FROM (SELECT count(*) AS all_rows, count_if(`is_own`) AS own_rows
    FROM flagged WHERE (((`_bits_0` & 1) <> 0)) GROUP BY `_key_id` HAVING count(*) > 1) AS repeated) AS `query_0` FROM figures;

-- contains_values: Among the values of country are DE and FR. Otherwise the upload stops at the gate.
--   p1 = DE (STRING)
--   p2 = FR (STRING)
SELECT count(*) AS `figure_0`, count(DISTINCT `_measured_0_0_0`) AS `figure_1`, count(DISTINCT `_measured_1_0_0`) AS `figure_2`, count_if(FALSE) AS `figure_3` FROM (SELECT TRUE AS is_own, CASE WHEN (`country` IN (:p1, :p2)) THEN `country` END AS `_measured_0_0_0`, `country` AS `_measured_1_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- contains_values: The values of country are exactly DE and FR. Otherwise the upload stops at the gate.
--   p1 = DE (STRING)
--   p2 = FR (STRING)
SELECT count(*) AS `figure_0`, count(DISTINCT `_measured_0_0_0`) AS `figure_1`, count(DISTINCT `_measured_1_0_0`) AS `figure_2`, count_if(FALSE) AS `figure_3` FROM (SELECT TRUE AS is_own, CASE WHEN (`country` IN (:p1, :p2)) THEN `country` END AS `_measured_0_0_0`, `country` AS `_measured_1_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- contains_values: Among the values of country are DE and IT. Otherwise the upload stops at the gate.
--   p1 = DE (STRING)
--   p2 = IT (STRING)
SELECT count(*) AS `figure_0`, count(DISTINCT `_measured_0_0_0`) AS `figure_1`, count(DISTINCT `_measured_1_0_0`) AS `figure_2`, count_if(FALSE) AS `figure_3` FROM (SELECT TRUE AS is_own, CASE WHEN (`country` IN (:p1, :p2)) THEN `country` END AS `_measured_0_0_0`, `country` AS `_measured_1_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- column_type: The column amount has the type decimal or double. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, count_if(FALSE) AS `figure_1` FROM (SELECT TRUE AS is_own FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- column_type: The column nowhere has the type string. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, count_if(FALSE) AS `figure_1` FROM (SELECT TRUE AS is_own FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- column_count: The table has exactly 8 columns. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, count_if(FALSE) AS `figure_1` FROM (SELECT TRUE AS is_own FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- aggregate: The number of rows is exactly 6. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, count_if(FALSE) AS `figure_1` FROM (SELECT TRUE AS is_own FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- aggregate: The sum of amount is less than 952. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, CAST(sum(`_measured_0_0_0`) AS DOUBLE) AS `figure_1`, count_if(FALSE) AS `figure_2` FROM (SELECT TRUE AS is_own, `amount` AS `_measured_0_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- aggregate: The mean of weight is exactly 17.5. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, CAST(avg(CAST(`_measured_0_0_0` AS DOUBLE)) AS DOUBLE) AS `figure_1`, count_if(FALSE) AS `figure_2` FROM (SELECT TRUE AS is_own, CAST(`weight` AS DOUBLE) AS `_measured_0_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- aggregate: The median of weight is exactly 3.5. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, percentile_cont(0.5) WITHIN GROUP (ORDER BY `_measured_0_0_0`) AS `figure_1`, count_if(FALSE) AS `figure_2` FROM (SELECT TRUE AS is_own, CAST(`weight` AS DOUBLE) AS `_measured_0_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- aggregate: The 70th percentile of weight is exactly 4.5. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, percentile_cont(0.7) WITHIN GROUP (ORDER BY `_measured_0_0_0`) AS `figure_1`, count_if(FALSE) AS `figure_2` FROM (SELECT TRUE AS is_own, CAST(`weight` AS DOUBLE) AS `_measured_0_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- aggregate: The greatest ordered is at most 2026-11-22. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, max(`_measured_0_0_0`) AS `figure_1`, count_if(FALSE) AS `figure_2` FROM (SELECT TRUE AS is_own, `ordered` AS `_measured_0_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- aggregate: The span from the least to the greatest weight is 0 to 50. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, (max(`_measured_0_0_0`) - min(`_measured_0_0_0`)) AS `figure_1`, count_if(FALSE) AS `figure_2` FROM (SELECT TRUE AS is_own, CAST(`weight` AS DOUBLE) AS `_measured_0_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- aggregate: The skewness of weight is 1.78 to 1.79. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, CAST(skewness(CAST(`_measured_0_0_0` AS DOUBLE)) AS DOUBLE) AS `figure_1`, count_if(FALSE) AS `figure_2` FROM (SELECT TRUE AS is_own, CAST(`weight` AS DOUBLE) AS `_measured_0_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- aggregate: The length of the longest country is 0 to 2. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, max(`_measured_0_0_0`) AS `figure_1`, count_if(FALSE) AS `figure_2` FROM (SELECT TRUE AS is_own, CAST(char_length(`country`) AS BIGINT) AS `_measured_0_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- aggregate: The number of different values in id is not exactly 5. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, count(DISTINCT `_measured_0_0_0`) AS `figure_1`, count_if(FALSE) AS `figure_2` FROM (SELECT TRUE AS is_own, `id` AS `_measured_0_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- aggregate_matches: The number of different values in country is that of code in kali_dev.gold_layer.customers. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, count(DISTINCT `_measured_0_0_0`) AS `figure_1`, count_if(FALSE) AS `figure_2`, (SELECT count(DISTINCT `code`) FROM `kali_dev`.`gold_layer`.`customers` AS other_rows) AS `query_0` FROM (SELECT TRUE AS is_own, `country` AS `_measured_0_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- aggregate_matches: The number of different values in country is that of code in kali_dev.gold_layer.customers ± 150%. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, count(DISTINCT `_measured_0_0_0`) AS `figure_1`, count_if(FALSE) AS `figure_2`, (SELECT count(DISTINCT `code`) FROM `kali_dev`.`gold_layer`.`customers` AS other_rows) AS `query_0` FROM (SELECT TRUE AS is_own, `country` AS `_measured_0_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- row_count_matches: There are as many rows as in kali_dev.gold_layer.customers. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, count_if(FALSE) AS `figure_1`, (SELECT count(*) FROM `kali_dev`.`gold_layer`.`customers` AS other_rows) AS `query_0` FROM (SELECT TRUE AS is_own FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- row_count_matches: There are 100 to 200 percent of the rows of kali_dev.gold_layer.customers. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, count_if(FALSE) AS `figure_1`, (SELECT count(*) FROM `kali_dev`.`gold_layer`.`customers` AS other_rows) AS `query_0` FROM (SELECT TRUE AS is_own FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- row_count_change: The upload has 50 to 150 percent of the rows of the one before. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, count_if(FALSE) AS `figure_1`, (SELECT avg(n) FROM (SELECT CASE WHEN abs((CAST(`_row_id` AS DOUBLE) / nullif(CAST(8589934592 AS DOUBLE), 0))) < 4503599627370496 THEN CAST(floor((CAST(`_row_id` AS DOUBLE) / nullif(CAST(8589934592 AS DOUBLE), 0))) AS DOUBLE) ELSE CAST((CAST(`_row_id` AS DOUBLE) / nullif(CAST(8589934592 AS DOUBLE), 0)) AS DOUBLE) END AS load_no, count(*) AS n FROM `kali_dev`.`silver_layer`.`orders` AS earlier_rows
    WHERE (`_row_id` < 8589934592) GROUP BY 1 ORDER BY 1 DESC LIMIT 1) AS earlier_loads) AS `query_0` FROM (SELECT TRUE AS is_own FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- most_common_value: The most frequent country is FR or DE. Otherwise the upload stops at the gate.
WITH flagged AS (SELECT TRUE AS is_own, CAST(`country` AS STRING) AS `_tally_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))),
    figures AS (SELECT count(*) AS `figure_0`, count_if(FALSE) AS `figure_1` FROM flagged WHERE is_own)
SELECT figures.*, (SELECT value FROM (SELECT `_tally_0` AS value, count(*) AS n FROM flagged WHERE (`is_own` AND (`_tally_0` IS NOT NULL) AND TRUE) GROUP BY `_tally_0`) AS counted ORDER BY n DESC, value LIMIT 1) AS `query_0` FROM figures;

-- most_common_value: The most frequent amount is 9.00. Otherwise the upload stops at the gate.
WITH flagged AS (SELECT TRUE AS is_own, CAST(`amount` AS STRING) AS `_tally_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))),
    figures AS (SELECT count(*) AS `figure_0`, count_if(FALSE) AS `figure_1` FROM flagged WHERE is_own)
SELECT figures.*, (SELECT value FROM (SELECT `_tally_0` AS value, count(*) AS n FROM flagged WHERE (`is_own` AND (`_tally_0` IS NOT NULL) AND TRUE) GROUP BY `_tally_0`) AS counted ORDER BY n DESC, value LIMIT 1) AS `query_0` FROM figures;

-- correlation: The correlation of amount and weight is 0.9 to 1. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, corr(`_measured_0_0_0`, `_measured_0_1_0`) AS `figure_1`, count_if(FALSE) AS `figure_2` FROM (SELECT TRUE AS is_own, CAST(`amount` AS DOUBLE) AS `_measured_0_0_0`, CAST(`weight` AS DOUBLE) AS `_measured_0_1_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- rows_per_window: From its first to its last, ordered has at least 1 rows in every 24 hours. Otherwise the upload stops at the gate.
WITH flagged AS (SELECT TRUE AS is_own, CAST(CASE WHEN abs((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) < 4503599627370496 THEN CAST(floor((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) AS DOUBLE) ELSE CAST((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0)) AS DOUBLE) END AS BIGINT) AS `_measured_0_0_0`, CAST(CASE WHEN abs((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) < 4503599627370496 THEN CAST(floor((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) AS DOUBLE) ELSE CAST((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0)) AS DOUBLE) END AS BIGINT) AS `_measured_1_0_0`, CAST(CASE WHEN abs((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) < 4503599627370496 THEN CAST(floor((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) AS DOUBLE) ELSE CAST((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0)) AS DOUBLE) END AS BIGINT) AS `_tally_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))),
    figures AS (SELECT count(*) AS `figure_0`, min(`_measured_0_0_0`) AS `figure_1`, max(`_measured_1_0_0`) AS `figure_2`, count_if(FALSE) AS `figure_3` FROM flagged WHERE is_own)
SELECT figures.*, (SELECT count(*) FROM (SELECT `_tally_0` AS value, count(*) AS n FROM flagged WHERE (`is_own` AND (`_tally_0` IS NOT NULL) AND TRUE) GROUP BY `_tally_0`) AS counted WHERE n >= 1) AS `query_0` FROM figures;

-- rows_per_window: In the last 3 days, ordered has at least 1 rows in every 24 hours. Otherwise the upload stops at the gate.
WITH flagged AS (SELECT TRUE AS is_own, CASE WHEN ((CAST(CASE WHEN abs((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) < 4503599627370496 THEN CAST(floor((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) AS DOUBLE) ELSE CAST((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0)) AS DOUBLE) END AS BIGINT) >= 20777) AND (CAST(CASE WHEN abs((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) < 4503599627370496 THEN CAST(floor((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) AS DOUBLE) ELSE CAST((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0)) AS DOUBLE) END AS BIGINT) <= 20779)) THEN CAST(CASE WHEN abs((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) < 4503599627370496 THEN CAST(floor((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) AS DOUBLE) ELSE CAST((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0)) AS DOUBLE) END AS BIGINT) END AS `_measured_0_0_0`, CASE WHEN ((CAST(CASE WHEN abs((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) < 4503599627370496 THEN CAST(floor((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) AS DOUBLE) ELSE CAST((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0)) AS DOUBLE) END AS BIGINT) >= 20777) AND (CAST(CASE WHEN abs((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) < 4503599627370496 THEN CAST(floor((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) AS DOUBLE) ELSE CAST((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0)) AS DOUBLE) END AS BIGINT) <= 20779)) THEN CAST(CASE WHEN abs((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) < 4503599627370496 THEN CAST(floor((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) AS DOUBLE) ELSE CAST((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0)) AS DOUBLE) END AS BIGINT) END AS `_measured_1_0_0`, CASE WHEN ((CAST(CASE WHEN abs((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) < 4503599627370496 THEN CAST(floor((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) AS DOUBLE) ELSE CAST((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0)) AS DOUBLE) END AS BIGINT) >= 20777) AND (CAST(CASE WHEN abs((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) < 4503599627370496 THEN CAST(floor((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) AS DOUBLE) ELSE CAST((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0)) AS DOUBLE) END AS BIGINT) <= 20779)) THEN CAST(CASE WHEN abs((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) < 4503599627370496 THEN CAST(floor((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0))) AS DOUBLE) ELSE CAST((CAST(unix_micros(CAST(CAST(`ordered` AS TIMESTAMP_NTZ) AS TIMESTAMP)) AS DOUBLE) / nullif(CAST(86400000000 AS DOUBLE), 0)) AS DOUBLE) END AS BIGINT) END AS `_tally_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))),
    figures AS (SELECT count(*) AS `figure_0`, min(`_measured_0_0_0`) AS `figure_1`, max(`_measured_1_0_0`) AS `figure_2`, count_if(FALSE) AS `figure_3` FROM flagged WHERE is_own)
SELECT figures.*, (SELECT count(*) FROM (SELECT `_tally_0` AS value, count(*) AS n FROM flagged WHERE (`is_own` AND (`_tally_0` IS NOT NULL) AND TRUE) GROUP BY `_tally_0`) AS counted WHERE n >= 1) AS `query_0` FROM figures;

-- distribution: country is distributed as in its baseline of 2 shares, differing by at most 0.2 (PSI). Otherwise the upload stops at the gate.
--   p1 = DE (STRING)
--   p2 = FR (STRING)
SELECT count(*) AS `figure_0`, count_if(`_measured_0_0_0`) AS `figure_1`, count_if(`_measured_1_0_0`) AS `figure_2`, count(`_measured_2_0_0`) AS `figure_3`, count_if(FALSE) AS `figure_4` FROM (SELECT TRUE AS is_own, (`country` = :p1) AS `_measured_0_0_0`, (`country` = :p2) AS `_measured_1_0_0`, `country` AS `_measured_2_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- distribution: weight is distributed as in its baseline of 1 shares, differing by at most 0.1 (JS). Otherwise the upload stops at the gate.
--   p1 = 0 (DOUBLE)
--   p2 = 4 (DOUBLE)
SELECT count(*) AS `figure_0`, count_if(`_measured_0_0_0`) AS `figure_1`, count(`_measured_1_0_0`) AS `figure_2`, count_if(FALSE) AS `figure_3` FROM (SELECT TRUE AS is_own, ((CAST(`weight` AS DOUBLE) >= :p1) AND (CAST(`weight` AS DOUBLE) < :p2) AND (CAST(`weight` AS DOUBLE) IS NOT NULL)) AS `_measured_0_0_0`, `weight` AS `_measured_1_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- row_count: The upload has 1 to 10 rows. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, count_if(FALSE) AS `figure_1` FROM (SELECT TRUE AS is_own FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- freshness: The newest ordered is at most 2 days old. Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, max(`_measured_0_0_0`) AS `figure_1`, count_if(FALSE) AS `figure_2` FROM (SELECT TRUE AS is_own, `ordered` AS `_measured_0_0_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- schema: The table has the columns id (string) and amount (decimal(10,2)). Otherwise the upload stops at the gate.
SELECT count(*) AS `figure_0`, count_if(FALSE) AS `figure_1` FROM (SELECT TRUE AS is_own FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;

-- null_ratio: country is missing in at most 10% of the rows. Otherwise the upload stops at the gate.
--   p1 = , (STRING)
--   p2 = ,country, (STRING)
SELECT count(*) AS `figure_0`, count_if((((`_bits_0` & 1) <> 0))) AS `figure_1`, count_if(FALSE) AS `figure_2` FROM (SELECT TRUE AS is_own, (CAST(0 AS BIGINT) + CASE WHEN coalesce(((`country` IS NULL) AND (NOT ((`_not_fitting` IS NOT NULL) AND contains(concat(:p1, `_not_fitting`, :p1), :p2)))), FALSE) THEN 1 ELSE 0 END) AS `_bits_0` FROM `kali_dev`.`silver_layer`.`orders` AS checked_rows WHERE ((`_row_id` >= 8589934592) AND (`_row_id` < 17179869184))) AS flagged;


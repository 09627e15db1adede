-- sums by city: The query finds nothing: SELECT * FROM (SELECT "ort", sum(betrag) > 2550 AS "too much" FROM "kali_dev"."s…. Otherwise the upload stops at the gate.
SELECT * FROM (SELECT `ort`, (sum(`betrag`) > 2550) AS `too much` FROM `kali_dev`.`silver_layer`.`orders` GROUP BY `ort`) AS `marked` WHERE `too much`;

-- known customers: The query finds nothing: SELECT * FROM "kali_dev"."silver_layer"."orders" WHERE NOT (kunde in (select kun…. Otherwise the upload stops at the gate.
--   p1 = Köln (STRING)
SELECT * FROM `kali_dev`.`silver_layer`.`orders` WHERE (NOT (`kunde` IN (SELECT `kunde` FROM `kali_dev`.`silver_layer`.`orders` WHERE (`ort` <> :p1))));

-- sql_query: The query finds nothing: SELECT a.nr FROM "kali_dev"."silver_layer"."orders" a JOIN "kali_dev"."silver_la…. Otherwise the upload stops at the gate.
SELECT `a`.`nr` FROM `kali_dev`.`silver_layer`.`orders` AS `a` JOIN `kali_dev`.`silver_layer`.`orders` AS `b` ON (`a`.`nr` = `b`.`nr`) WHERE (`a`.`betrag` <> `b`.`betrag`);

-- sql_query_2: The query finds nothing: SELECT ort FROM "kali_dev"."silver_layer"."orders" GROUP BY ort HAVING count(*) …. Otherwise the upload stops at the gate.
SELECT `ort` FROM `kali_dev`.`silver_layer`.`orders` GROUP BY `ort` HAVING (count(*) > 5);

-- late: The query finds nothing: SELECT nr FROM "kali_dev"."silver_layer"."orders" WHERE geliefert > bestellt + 8. Otherwise the upload stops at the gate.
SELECT `nr` FROM `kali_dev`.`silver_layer`.`orders` WHERE (`geliefert` > (`bestellt` + 8));

-- mean: The query gives 1 to 1,000: SELECT avg(betrag) FROM "kali_dev"."silver_layer"."orders". Otherwise the upload stops at the gate.
SELECT avg(CAST(`betrag` AS DOUBLE)) AS `avg(betrag)` FROM `kali_dev`.`silver_layer`.`orders`;

-- dear: The query finds nothing: SELECT * FROM "kali_dev"."silver_layer"."orders" WHERE betrag > 10000. Otherwise the upload stops at the gate.
SELECT * FROM `kali_dev`.`silver_layer`.`orders` WHERE (`betrag` > 10000);


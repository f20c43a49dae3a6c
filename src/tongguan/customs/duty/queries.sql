-- name: put
INSERT INTO tax_bill (number, paper, list_number, status, duty_fen, vat_fen,
                      consumption_fen, guarantor, lines, at)
VALUES (%(number)s, %(paper)s, %(list_number)s, %(status)s, %(duty_fen)s, %(vat_fen)s,
        %(consumption_fen)s, %(guarantor)s, %(lines)s, %(at)s)

-- name: of_paper
SELECT number, list_number, status, duty_fen, vat_fen, consumption_fen, guarantor,
       lines, at
  FROM tax_bill WHERE paper = %(id)s

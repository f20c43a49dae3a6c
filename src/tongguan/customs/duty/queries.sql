-- name: put
COPY tax_bill (paper, number, list_number, status, duty_fen, vat_fen, consumption_fen,
               guarantor, lines, at)
FROM STDIN WITH (FORMAT binary)

-- name: of_paper
SELECT number, list_number, status, duty_fen, vat_fen, consumption_fen, guarantor,
       lines, at
  FROM tax_bill WHERE paper = %(id)s

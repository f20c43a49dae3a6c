"""Signatures of other programs verify here, and ours verify there."""

import shutil
import subprocess
from base64 import b64decode
from pathlib import Path

import pytest
import xmlsec
from cryptography import x509
from lxml import etree
from signxml import (
    DigestAlgorithm,
    SignatureConfiguration,
    SignatureConstructionMethod,
    SignatureMethod,
    XMLSigner,
    XMLVerifier,
)
from signxml.algorithms import CanonicalizationMethod

from tests.gateway.chinaport.signing.hands import DAY, key, made, signed, unsigned
from tests.gateway.chinaport.signing.test_sm2 import needs_openssl, openssl
from tongguan.gateway.chinaport.signing.sm2 import der_of
from tongguan.gateway.chinaport.signing.verifying import verify

XMLSEC1 = shutil.which("xmlsec1") or ""
DS = "{http://www.w3.org/2000/09/xmldsig#}"
METHODS = [
    ("RSA-SHA256", xmlsec.constants.TransformRsaSha256),
    ("RSA-SHA1", xmlsec.constants.TransformRsaSha1),
]


def parts() -> tuple[bytes, bytes]:
    """Return the RSA key and its certificate, each in PEM."""
    mark = b"-----BEGIN CERTIFICATE"
    secret, _, rest = made("RSA").pem.partition(mark)
    return secret, mark + rest


def test_what_signxml_signs_verifies_here() -> None:
    secret, certificate = parts()
    theirs = XMLSigner(
        method=SignatureConstructionMethod.enveloped,
        signature_algorithm=SignatureMethod.RSA_SHA256,
        digest_algorithm=DigestAlgorithm.SHA256,
        c14n_algorithm=CanonicalizationMethod.CANONICAL_XML_1_0,
    )
    root = etree.fromstring(unsigned())
    done = theirs.sign(root, key=secret, cert=certificate.decode())
    verdict = verify(etree.tostring(done), on=DAY)

    assert verdict.good
    assert verdict.certificate == key("RSA").certificate


def test_signxml_verifies_what_is_signed_here() -> None:
    _, certificate = parts()
    config = SignatureConfiguration(require_x509=False)
    result = XMLVerifier().verify(
        signed("RSA"),
        x509_cert=x509.load_pem_x509_certificate(certificate),
        expect_config=config,
    )

    assert result.signed_data.strip() == verify(signed("RSA"), on=DAY).content


@pytest.mark.parametrize("twice", [False, True])
@pytest.mark.parametrize(("name", "transform"), METHODS)
def test_what_xmlsec_signs_verifies_here(
    name: str, transform: object, *, twice: bool
) -> None:
    """With the transform that says what is done anyway, and without it."""
    root = etree.fromstring(unsigned())
    template = xmlsec.template.create(
        root, xmlsec.constants.TransformInclC14N, transform, ns="ds"
    )
    root.append(template)
    digest = {
        "RSA-SHA256": xmlsec.constants.TransformSha256,
        "RSA-SHA1": xmlsec.constants.TransformSha1,
    }[name]
    reference = xmlsec.template.add_reference(template, digest, uri="")
    xmlsec.template.add_transform(reference, xmlsec.constants.TransformEnveloped)
    if twice:
        xmlsec.template.add_transform(reference, xmlsec.constants.TransformInclC14N)
    info = xmlsec.template.ensure_key_info(template)
    xmlsec.template.add_x509_data(info)
    context = xmlsec.SignatureContext()
    secret, certificate = parts()
    context.key = xmlsec.Key.from_memory(secret, xmlsec.constants.KeyDataFormatPem)
    context.key.load_cert_from_memory(certificate, xmlsec.constants.KeyDataFormatPem)
    context.sign(template)
    verdict = verify(etree.tostring(root), on=DAY)

    assert verdict.faults == ()
    assert verdict.method
    assert verdict.method.name == name


@pytest.mark.parametrize("name", ["RSA-SHA256", "RSA-SHA1"])
def test_xmlsec_verifies_what_is_signed_here(name: str) -> None:
    for data, good in (
        (signed("RSA", name), True),
        (signed("RSA", name).replace(b">476.00<", b">477.00<"), False),
    ):
        root = etree.fromstring(data)
        context = xmlsec.SignatureContext()
        _, certificate = parts()
        context.key = xmlsec.Key.from_memory(
            certificate, xmlsec.constants.KeyDataFormatCertPem
        )
        try:
            context.verify(root.find(f"{DS}Signature"))
            verified = True
        except xmlsec.VerificationError:
            verified = False
        assert verified is good


@pytest.mark.skipif(not XMLSEC1, reason="no xmlsec1 on this machine")
def test_xmlsec1_verifies_what_is_signed_here(tmp_path: Path) -> None:
    (tmp_path / "signed.xml").write_bytes(signed("RSA"))
    (tmp_path / "certificate.pem").write_bytes(parts()[1])
    words = ("--verify", "--trusted-pem", "certificate.pem", "signed.xml")
    done = subprocess.run([XMLSEC1, *words], cwd=tmp_path, check=False)

    assert done.returncode == 0


@needs_openssl
def test_openssl_verifies_the_signed_info_of_an_sm2_message(tmp_path: Path) -> None:
    verdict = verify(signed(), on=DAY)
    root = etree.fromstring(signed())
    value = b64decode(root.findtext(f"{DS}Signature/{DS}SignatureValue", ""))
    (tmp_path / "info").write_bytes(verdict.signed_info)
    (tmp_path / "value").write_bytes(der_of(value))
    (tmp_path / "cert.pem").write_text(key().certificate.pem)
    words = ("-verify", "-certin", "-inkey", "cert.pem", "-in", "info", "-rawin")
    more = ("-digest", "sm3", "-sigfile", "value")
    identity = ("-pkeyopt", "distid:1234567812345678")
    said = openssl("pkeyutl", *words, *more, *identity, at=tmp_path)

    assert said == "Signature Verified Successfully"
    (tmp_path / "content").write_bytes(verdict.content)
    said = openssl("dgst", "-sm3", "-r", "content", at=tmp_path)
    assert said.split()[0] == b64decode(verdict.digest_given).hex()
